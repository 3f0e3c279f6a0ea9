/** The engines that WeChat and Alipay bring on phones that still run them; older ones get an older release of the platform's own. */
const targets = { ios: "12", chrome: "67" };

module.exports = { presets: [["taro", { framework: "react", ts: true, compiler: "webpack5", targets, ignoreBrowserslistConfig: true }]] };
