/** A picture of a person or a thing: the ids of its uploads, or the picture the city already has. */

import { type Kind, limit } from "../kind";
import { uploadIds } from "../uploads";

export const photo: Kind = {
  jsonType: "array",
  parse: (raw, { max }) => uploadIds(raw, limit(max, 1)),
  show: () => "",
};
