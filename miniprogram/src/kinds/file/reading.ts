/** Papers uploaded for one field: the ids of the uploads. What is inside them is the upload's own business. */

import { type Kind, limit } from "../kind";
import { MOST_FILES, uploadIds } from "../uploads";

export const file: Kind = {
  jsonType: "array",
  parse: (raw, { max }) => uploadIds(raw, limit(max, MOST_FILES)),
  show: () => "",
};
