import { Page } from "../../components/page";

export default function Licences() {
  return <Page>{null}</Page>;
}
