import { Page } from "../../components/page";

export default function Summary() {
  return <Page>{null}</Page>;
}
