import { Page } from "../../components/page";

export default function Letter() {
  return <Page>{null}</Page>;
}
