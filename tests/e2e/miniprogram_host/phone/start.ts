/** A launch: the phone is drawn, the platform made ready, the app started, its first page opened. */
import { native } from "./api/all";
import { launchAt, place, visit } from "./api/navigation";
import { driver } from "./driver";
import { frame, measure } from "./frame";
import { begin, currentApp } from "./modules";
import { pageObjects, pop } from "./pages";
import { parts } from "./parts/all";
import { listen, problem } from "./problems";
import { built, settings } from "./world";

window.phone = driver;
listen();
for (const fault of built.faults) problem("package", fault);
document.documentElement.lang = settings.language.replace("_", "-");
frame(
  () => pop(1),
  (path) => visit("switchTab", `/${path}`),
);
measure();
window.addEventListener("resize", measure);
parts();
begin(native(), pageObjects);
const { scene } = settings.launch;
const { path, query } = place(`/${settings.launch.path}`);
Object.assign(settings.launch, { path, query: { ...query, ...settings.launch.query } });
const options = { ...settings.launch, scene, referrerInfo: {} };
currentApp().onLaunch?.(options);
currentApp().onShow?.(options);
launchAt(path, settings.launch.query);
