import { Page } from "../../components/page";

export default function Settings() {
  return <Page>{null}</Page>;
}
