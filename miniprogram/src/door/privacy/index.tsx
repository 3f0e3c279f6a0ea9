import { Page } from "../../components/page";

export default function Privacy() {
  return <Page>{null}</Page>;
}
