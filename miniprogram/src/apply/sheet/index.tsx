import { useManner } from "../../look/manner";
import { param } from "../../ways";
import { Gate } from "../filling/gate";
import { useSheet } from "../filling/use-sheet";
import { OneByOne } from "./one-by-one";
import { Whole } from "./whole";

/**
 * The form of a sheet. Opened with `scene` (it begins, or goes on with the draft there is; what the guide learned lies in
 * the phone's draft of that scene) or with `id`; `at` asks one question only and goes back to where one came from.
 */
export default function Sheet() {
  const { coming, again } = useSheet(param("id"), param("scene"));
  const { elder } = useManner();
  const at = param("at");
  return (
    <Gate coming={coming} onAgain={again}>
      {(opened) => (elder || at ? <OneByOne opened={opened} elder={elder} at={at} /> : <Whole opened={opened} />)}
    </Gate>
  );
}
