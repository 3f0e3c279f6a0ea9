import { Page } from "../../components/page";

export default function Phone() {
  return <Page>{null}</Page>;
}
