import { Page } from "../../components/page";

export default function Notice() {
  return <Page>{null}</Page>;
}
