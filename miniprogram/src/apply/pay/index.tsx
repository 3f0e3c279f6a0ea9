import { Page } from "../../components/page";

export default function Pay() {
  return <Page>{null}</Page>;
}
