import { Page } from "../../components/page";

export default function SmsSignIn() {
  return <Page>{null}</Page>;
}
