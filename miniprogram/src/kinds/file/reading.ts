/** Papers uploaded for one field: the ids of the uploads. What is inside them is the upload's own business. */

import { type Kind, limit } from "../kind";
import { uploadIds } from "../uploads";

const MOST = 9; // uploads for one field, when it does not say

export const file: Kind = {
  jsonType: "array",
  parse: (raw, { max }) => uploadIds(raw, limit(max, MOST)),
  show: () => "",
};
