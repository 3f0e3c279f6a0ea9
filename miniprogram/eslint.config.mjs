/** The house rules of the TypeScript part: small, typed, no text and no platform in the wrong place. */
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const HAN = "[\\u4e00-\\u9fff]";
const NO_TEXT = [
  { selector: `Literal[value=/${HAN}/]`, message: "Words for people live in src/words." },
  { selector: `TemplateElement[value.raw=/${HAN}/]`, message: "Words for people live in src/words." },
  { selector: `JSXText[value=/\\p{L}/u]`, message: "Words for people live in src/words." },
];
const NO_PLATFORM = [
  { selector: "MemberExpression[object.name='wx'], MemberExpression[object.name='my']", message: "Only src/platform talks to a platform." },
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", ".swc/**", "**/*.cjs"] },
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}", "tests/**/*.{ts,tsx}", "config/**/*.ts"],
    plugins: { "react-hooks": hooks },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-invalid-void-type": "off",
      "react-hooks/rules-of-hooks": "error",
      "no-restricted-globals": ["error", "window", "document", "localStorage", "fetch", "wx", "my"],
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 30, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      complexity: ["error", 12], // `??` and `?.` count as branches here
      "max-len": ["error", { code: 180, ignoreUrls: true }],
      eqeqeq: "error",
      "no-eval": "error",
      "no-new-func": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    // What people write is read in `src/kinds`: signs of a date, full-width figures. That is not speaking.
    ignores: ["src/**/*.test.{ts,tsx}", "src/**/fixture.{ts,tsx}", "src/kinds/*.ts", "src/kinds/*/reading.ts"],
    rules: { "no-restricted-syntax": ["error", ...NO_TEXT, ...NO_PLATFORM] },
  },
  { files: ["src/platform/**"], rules: { "no-restricted-globals": ["error", "window", "document", "localStorage", "fetch"] } },
  { files: ["src/platform/**"], ignores: ["**/*.test.ts"], rules: { "no-restricted-syntax": ["error", ...NO_TEXT] } },
  { files: ["src/platform/**/*.test.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/platform/**", "src/ways.ts", "src/components/page/**", "src/**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["request", "uploadFile", "downloadFile", "login", "requestPayment", "scanCode", "chooseMedia", "chooseImage", "setStorageSync", "getStorageSync", "getEnv", "setScreenBrightness"].map(
          (property) => ({ object: "Taro", property, message: "Ask src/platform." }),
        ),
      ],
    },
  },
  { files: ["**/*.test.{ts,tsx}", "**/fixture.{ts,tsx}", "tests/**"], rules: { "max-lines": "off", "max-lines-per-function": "off", "max-len": ["error", { code: 220 }], "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["**/*.mjs"], rules: { "@typescript-eslint/no-unused-vars": "error" } },
);
