import { Page } from "../../components/page";

export default function Progress() {
  return <Page>{null}</Page>;
}
