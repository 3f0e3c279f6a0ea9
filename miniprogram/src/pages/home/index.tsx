import { View } from "@tarojs/components";

export default function Home() {
  return <View aria-label="x">您要办什么？</View>;
}
