import { Page } from "../../components/page";

export default function Sheet() {
  return <Page>{null}</Page>;
}
