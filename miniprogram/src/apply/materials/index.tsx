import { Page } from "../../components/page";

export default function Materials() {
  return <Page>{null}</Page>;
}
