/** Reading aloud in WeChat: its own plugin for speech makes a file of a text, which is played. Only in a build that asks for the plugin
 * (`ZB_WECHAT_SPEECH`), since an account must have been given it first. Source: mp.weixin.qq.com, plugin 微信同声传译, `textToSpeech`. */
import Taro from "@tarojs/taro";

/** As many signs as the plugin takes at once. */
const MOST = 300;

interface Made {
  retcode: number;
  filename: string;
}

interface Plugin {
  textToSpeech(options: { lang: string; tts: boolean; content: string; success(made: Made): void; fail(why: unknown): void }): void;
}

export interface Voice {
  /** Raises when it cannot be heard. */
  speak(text: string): Promise<void>;
  hush(): void;
}

/** `play`: one file to its end, or until it is hushed. Raises when it cannot be heard. */
interface Player {
  play(file: string): Promise<void>;
  stop(): void;
}

export function voice(plugin: Plugin = Taro.requirePlugin("WechatSI") as Plugin, player: Player = audio()): Voice {
  let turn = 0;
  return {
    speak: async (text) => {
      const mine = (turn += 1);
      for (const piece of pieces(text)) {
        const file = await spokenFile(plugin, piece);
        if (mine !== turn) return;
        await player.play(file);
      }
    },
    hush: () => {
      turn += 1;
      player.stop();
    },
  };
}

/** Whole sentences, as many as go into one piece; a sentence that is too long is cut. */
export function pieces(text: string): string[] {
  const sentences = text.match(/[^。？！；.?!;\n]+[。？！；.?!;\n]*/g) ?? [];
  return sentences.flatMap((one) => one.match(new RegExp(`.{1,${MOST}}`, "gs")) ?? []).reduce<string[]>((made, one) => {
    const last = made[made.length - 1];
    return last !== undefined && last.length + one.length <= MOST ? [...made.slice(0, -1), last + one] : [...made, one];
  }, []);
}

function spokenFile(plugin: Plugin, content: string): Promise<string> {
  return new Promise((resolve, reject) => {
    plugin.textToSpeech({ lang: "zh_CN", tts: true, content, success: ({ filename }) => resolve(filename), fail: (why) => reject(why as Error) });
  });
}

function audio(): Player {
  const context = Taro.createInnerAudioContext();
  let over: () => void = () => undefined;
  let broken: (why: unknown) => void = () => undefined;
  context.onEnded(() => over());
  context.onStop(() => over());
  context.onError((why) => broken(why));
  return {
    play: (file) =>
      new Promise<void>((resolve, reject) => {
        over = resolve;
        broken = reject;
        context.src = file;
        context.play();
      }),
    stop: () => context.stop(),
  };
}
