import { useManner } from "../../look/manner";
import { Gate } from "../filling/gate";
import { useSheet } from "../filling/use-sheet";
import { OneByOne } from "./one-by-one";
import { Whole } from "./whole";

/** The form of a sheet (`id`). `at` asks one question only and goes back to where one came from. */
export default function Sheet() {
  const { coming, at, again } = useSheet();
  const { elder } = useManner();
  return (
    <Gate coming={coming} onAgain={again}>
      {(opened) => (elder || at ? <OneByOne opened={opened} elder={elder} at={at} /> : <Whole opened={opened} />)}
    </Gate>
  );
}
