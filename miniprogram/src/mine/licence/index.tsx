import { Page } from "../../components/page";

export default function Licence() {
  return <Page>{null}</Page>;
}
