import { Page } from "../../components/page";

export default function Verified() {
  return <Page>{null}</Page>;
}
