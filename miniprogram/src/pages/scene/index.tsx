import { Page } from "../../components/page";

export default function Scene() {
  return <Page>{null}</Page>;
}
