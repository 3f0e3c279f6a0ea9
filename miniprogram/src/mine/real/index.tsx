import { Page } from "../../components/page";

export default function Real() {
  return <Page>{null}</Page>;
}
