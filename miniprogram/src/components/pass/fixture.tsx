import { Pass } from ".";

const qr = "data:image/png;base64,iVBORw0KGgo=";

export const fixtures = {
  living: <Pass code="DPMM6RH5" qr={qr} until="2099-01-01T14:30:47.678+08:00" lives={60_000} />,
  over: <Pass code="DPMM6RH5" qr={qr} until="2020-01-01T00:00:00+08:00" lives={0} />,
};
