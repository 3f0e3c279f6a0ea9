import { Page } from "../../components/page";

export default function Correct() {
  return <Page>{null}</Page>;
}
