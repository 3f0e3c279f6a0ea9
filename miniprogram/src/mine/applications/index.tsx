import { Page } from "../../components/page";

export default function Applications() {
  return <Page>{null}</Page>;
}
