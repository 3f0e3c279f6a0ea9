import { Page } from "../../components/page";

export default function Letters() {
  return <Page>{null}</Page>;
}
