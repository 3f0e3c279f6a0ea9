export default defineAppConfig({
  pages: ["pages/home/index"],
  window: { navigationBarTitleText: "掌办", navigationBarBackgroundColor: "#ffffff", navigationBarTextStyle: "black" },
});
