import { Page } from "../../components/page";

export default function Withdraw() {
  return <Page>{null}</Page>;
}
