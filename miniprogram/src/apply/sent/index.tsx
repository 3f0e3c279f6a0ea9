import { Page } from "../../components/page";

export default function Sent() {
  return <Page>{null}</Page>;
}
