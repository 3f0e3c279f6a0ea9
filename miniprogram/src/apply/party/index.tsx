import { Page } from "../../components/page";

export default function Party() {
  return <Page>{null}</Page>;
}
