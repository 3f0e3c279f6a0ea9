import { Uploads } from ".";

export const fixtures = {
  given: (
    <Uploads
      uploads={[
        { id: "1", name: "户口簿首页.jpg", size: 204800, picture: "data:image/png;base64,iVBORw0KGgo=" },
        { id: "2", name: "委托书.pdf", size: 40960 },
        { id: "3", name: "本人页.jpg", sending: true },
      ]}
      onRemove={() => undefined}
    />
  ),
};
