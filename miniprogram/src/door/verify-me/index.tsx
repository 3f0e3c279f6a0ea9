import { Page } from "../../components/page";

export default function VerifyMe() {
  return <Page>{null}</Page>;
}
