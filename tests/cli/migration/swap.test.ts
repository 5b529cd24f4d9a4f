/** One file is replaced while another program works on it: each case acts between two certain steps. */
import { execFileSync } from 'node:child_process';
import fs, {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFile, digest, recoverFile, replaceFile, type Disk } from '../../../src/cli/migration/swap.js';
import { folderWith } from '../harness.js';

const OLD = 'the old text\n';
const NEW = 'the new text\n';
const TOKEN = '0123456789abcdef';
const CHANGED = 'it has been changed during the run: run the command again';
const texts = { before: digest(Buffer.from(OLD)), after: digest(Buffer.from(NEW)) };

/** Just before one of the calls that change the disk, by its name and its number. */
type Moment = readonly [call: keyof Disk, nth: number];

/** Everything that `replaceFile` does to a disk, in this order. */
const MOMENTS: readonly Moment[] = [
  ['openSync', 1],
  ['writeSync', 1],
  ['fsyncSync', 1],
  ['linkSync', 1],
  ['renameSync', 1],
  ['openSync', 2],
  ['fsyncSync', 2],
  ['unlinkSync', 1],
];

/** The disk, with something that happens once, at a moment. */
function diskWith([call, nth]: Moment, happening: () => void): Disk {
  let calls = 0;
  const real = fs[call] as (...args: unknown[]) => unknown;
  return {
    ...fs,
    [call]: (...args: unknown[]) => {
      if (++calls === nth) happening();
      return real(...args);
    },
  };
}

function fileWith(text: string): string {
  return path.join(folderWith({ 'a.js': text }), 'a.js');
}

const replace = (file: string, disk?: Disk): string | null =>
  replaceFile(file, TOKEN, Buffer.from(OLD), Buffer.from(NEW), disk);
const textOf = (file: string): string => readFileSync(file, 'utf8');
const namesBeside = (file: string): string[] =>
  readdirSync(path.dirname(file)).filter((name) => name !== path.basename(file));

describe('a file that nothing else touches', () => {
  it('gets the new text and keeps its mode, and nothing stays beside it', () => {
    for (const mode of [0o644, 0o755, 0o600, 0o4755, 0o666]) {
      const file = fileWith(OLD);
      chmodSync(file, mode);
      expect(replace(file)).toBe(null);
      expect({ text: textOf(file), mode: statSync(file).mode & 0o7777, beside: namesBeside(file) }).toEqual({
        text: NEW,
        mode,
        beside: [],
      });
    }
  });

  it.runIf(process.getuid?.() === 0)('keeps its owner', () => {
    const file = fileWith(OLD);
    fs.chownSync(file, 12_345, 23_456);
    chmodSync(file, 0o4755);
    expect(replace(file)).toBe(null);
    expect(statSync(file)).toMatchObject({ uid: 12_345, gid: 23_456 });
    expect(statSync(file).mode & 0o7777).toBe(0o4755);
  });

  it('gets it where the file system has no hard links, too', () => {
    const file = fileWith(OLD);
    const disk: Disk = {
      ...fs,
      linkSync: () => {
        throw Object.assign(new Error('not supported'), { code: 'ENOTSUP' });
      },
    };
    expect(replace(file, disk)).toBe(null);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: NEW, beside: [] });
  });
});

describe('an edit by another program', () => {
  const beforeTheSwap = MOMENTS.slice(0, 5);

  it.each(MOMENTS.slice(0, 7))('that is written into the file before %s %i is kept, and said', (...moment) => {
    const file = fileWith(OLD);
    // The program has the file open, as an editor may have.
    const handle = fs.openSync(file, 'a');
    expect(
      replace(
        file,
        diskWith(moment, () => fs.writeSync(handle, '// mine\n')),
      ),
    ).toBe(CHANGED);
    fs.closeSync(handle);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: `${OLD}// mine\n`, beside: [] });
  });

  it.each(beforeTheSwap)('that empties the file before %s %i to write it afterwards is kept', (...moment) => {
    const file = fileWith(OLD);
    let handle = 0;
    expect(
      replace(
        file,
        diskWith(moment, () => (handle = fs.openSync(file, 'w'))),
      ),
    ).toBe(CHANGED);
    fs.writeSync(handle, 'mine\n');
    fs.closeSync(handle);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: 'mine\n', beside: [] });
  });

  it.each(MOMENTS.slice(0, 4))('that replaces the file before %s %i is kept', (...moment) => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(moment, () => {
          writeFileSync(`${file}~`, 'mine\n');
          renameSync(`${file}~`, file);
        }),
      ),
    ).toBe(CHANGED);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: 'mine\n', beside: [] });
  });

  it.each(MOMENTS.slice(5))('of the new text, before %s %i, is kept', (...moment) => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(moment, () => appendFileSync(file, '// mine\n')),
      ),
    ).toBe(null);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: `${NEW}// mine\n`, beside: [] });
  });

  it('of both texts leaves both, and says where', () => {
    const file = fileWith(OLD);
    const handle = fs.openSync(file, 'a');
    const message = replace(
      file,
      diskWith(['fsyncSync', 2], () => {
        fs.writeSync(handle, '// one\n');
        appendFileSync(file, '// two\n');
      }),
    );
    fs.closeSync(handle);
    const other = `a.js.${TOKEN}.http-leak-old`;
    expect(message).toBe(`it has been changed during the run, and one of its versions is in ${other}`);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: `${NEW}// two\n`, beside: [other] });
    expect(textOf(path.join(path.dirname(file), other))).toBe(`${OLD}// one\n`);
  });

  it('in the moment in which the first edit goes back leaves both, and says where', () => {
    const file = fileWith(OLD);
    const handle = fs.openSync(file, 'a');
    const first = diskWith(['fsyncSync', 2], () => fs.writeSync(handle, '// one\n'));
    const message = replace(file, {
      ...first,
      renameSync: diskWith(['renameSync', 2], () => appendFileSync(file, '// two\n')).renameSync,
    });
    fs.closeSync(handle);
    const other = `a.js.${TOKEN}.http-leak-other`;
    expect(message).toBe(`it has been changed during the run, and one of its versions is in ${other}`);
    expect({
      text: textOf(file),
      other: textOf(path.join(path.dirname(file), other)),
      beside: namesBeside(file),
    }).toEqual({ text: `${OLD}// one\n`, other: `${NEW}// two\n`, beside: [other] });
  });

  it.each(beforeTheSwap)('without hard links, before %s %i, is kept', (...moment) => {
    const file = fileWith(OLD);
    const disk = diskWith(moment, () => appendFileSync(file, '// mine\n'));
    const { linkSync: act } = disk;
    expect(
      replace(file, {
        ...disk,
        linkSync: (from, to) => {
          act(from, to);
          unlinkSync(to);
          throw Object.assign(new Error('not supported'), { code: 'EPERM' });
        },
      }),
    ).toBe(CHANGED);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: `${OLD}// mine\n`, beside: [] });
  });
});

describe('changes of the file itself', () => {
  const early = MOMENTS.slice(0, 4);

  it.each(early)('before %s %i is left as it is: it is removed', (...moment) => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(moment, () => rmSync(file)),
      ),
    ).toBe('it has been removed during the run');
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  it.each(early)('before %s %i is left as it is: its folder is removed', (...moment) => {
    const folder = folderWith({ 'lib/a.js': OLD });
    const file = path.join(folder, 'lib/a.js');
    const message = replace(
      file,
      diskWith(moment, () => rmSync(path.dirname(file), { recursive: true })),
    );
    expect(message).toBe('it has been removed during the run');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(MOMENTS.slice(0, 5))('before %s %i is left as it is: a folder takes its place', (...moment) => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(moment, () => {
          rmSync(file);
          mkdirSync(file);
        }),
      ),
    ).toBe('it is no longer a file');
    expect({ isFolder: statSync(file).isDirectory(), beside: namesBeside(file) }).toEqual({
      isFolder: true,
      beside: [],
    });
  });

  it.each(early)('before %s %i is left as it is: a link takes its place', (...moment) => {
    const folder = folderWith({ 'a.js': OLD, 'other.js': OLD });
    const file = path.join(folder, 'a.js');
    expect(
      replace(
        file,
        diskWith(moment, () => {
          rmSync(file);
          symlinkSync('other.js', file);
        }),
      ),
    ).toMatch(/during the run/);
    expect({
      link: readlinkSync(file),
      other: textOf(path.join(folder, 'other.js')),
      names: readdirSync(folder).sort(),
    }).toEqual({ link: 'other.js', other: OLD, names: ['a.js', 'other.js'] });
  });

  it.runIf(process.platform !== 'win32').each(early)(
    'before %s %i is left as it is: a pipe takes its place',
    (...moment) => {
      const file = fileWith(OLD);
      expect(
        replace(
          file,
          diskWith(moment, () => {
            rmSync(file);
            execFileSync('mkfifo', [file]);
          }),
        ),
      ).not.toBe(null);
      expect({ isPipe: lstatSync(file).isFIFO(), beside: namesBeside(file) }).toEqual({ isPipe: true, beside: [] });
    },
  );

  it.each(MOMENTS.slice(0, 3))('before %s %i is left as it is: it becomes read-only', (...moment) => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(moment, () => chmodSync(file, 0o444)),
      ),
    ).toBe('it is read-only');
    expect({ text: textOf(file), mode: statSync(file).mode & 0o777, beside: namesBeside(file) }).toEqual({
      text: OLD,
      mode: 0o444,
      beside: [],
    });
  });

  it('is left as it is: it has another name', () => {
    const folder = folderWith({ 'a.js': OLD });
    const file = path.join(folder, 'a.js');
    linkSync(file, path.join(folder, 'b.js'));
    expect(replace(file)).toBe(
      'it has 2 names (hard links), and the others would be separated from it: put a copy in its place first',
    );
    expect(statSync(file)).toMatchObject({ nlink: 2, ino: statSync(path.join(folder, 'b.js')).ino });
    expect(textOf(file)).toBe(OLD);
  });

  it('is left as it is: it was read-only, changed or gone from the beginning', () => {
    const file = fileWith('another text\n');
    expect(replace(file)).toBe(CHANGED);
    chmodSync(file, 0o444);
    expect(replace(file)).toBe('it is read-only');
    rmSync(file);
    expect(replace(file)).toBe('it has been removed during the run');
  });
});

describe('a disk that fails', () => {
  it.each(MOMENTS.slice(0, 5))('at %s %i leaves the old text and nothing beside it', (...moment) => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(moment, () => {
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        }),
      ),
    ).toBe('ENOSPC: no space left on device');
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: OLD, beside: [] });
  });

  it('in the middle of the new text leaves the old one', () => {
    const file = fileWith(OLD);
    let writes = 0;
    const disk: Disk = {
      ...fs,
      writeSync: ((handle: number, content: Buffer, from: number) => {
        if (++writes > 1) throw new Error('ENOSPC: no space left on device');
        return fs.writeSync(handle, content, from, 3);
      }) as typeof fs.writeSync,
    };
    expect(replace(file, disk)).toBe('ENOSPC: no space left on device');
    expect({ writes, text: textOf(file), beside: namesBeside(file) }).toEqual({ writes: 2, text: OLD, beside: [] });
  });

  it('that cannot say that a folder is written is believed', () => {
    const file = fileWith(OLD);
    expect(
      replace(
        file,
        diskWith(['openSync', 2], () => {
          throw new Error('EISDIR');
        }),
      ),
    ).toBe(null);
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: NEW, beside: [] });
  });
});

describe('a kill', () => {
  class Killed extends Error {}
  const CALLS = ['linkSync', 'renameSync', 'unlinkSync', 'openSync', 'writeSync', 'fsyncSync'] as const;
  /** Calls of one replacement, the last of which lets the original go. */
  const ALL = MOMENTS.length;

  /** Before its call number `death` nothing works any more; before number `edit` something happens. */
  function dyingDisk(death: number, hasLinks: boolean, edit = 0, happening: () => unknown = () => undefined): Disk {
    let calls = 0;
    const wrap =
      (name: (typeof CALLS)[number]): unknown =>
      (...args: unknown[]) => {
        if (++calls >= death) throw new Killed();
        if (calls === edit) happening();
        if (name === 'linkSync' && !hasLinks) throw Object.assign(new Error('not supported'), { code: 'ENOTSUP' });
        return (fs[name] as (...args: unknown[]) => unknown)(...args);
      };
    return Object.fromEntries(CALLS.map((name) => [name, wrap(name)])) as unknown as Disk;
  }

  /** Runs it as far as possible, and ignores its result and its errors. */
  function replaceUntilKilled(file: string, disk: Disk): void {
    try {
      replace(file, disk);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  it('at any step leaves the file whole, and nothing beside it once that is cleared up', () => {
    const seen: string[] = [];
    for (let death = 1; death <= ALL; death++) {
      const file = fileWith(OLD);
      replaceUntilKilled(file, dyingDisk(death, true));
      const left = textOf(file);
      seen.push(left);
      expect(recoverFile(file, TOKEN, texts)).toBe(null);
      expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: left, beside: [] });
    }
    expect(seen).toEqual([OLD, OLD, OLD, OLD, OLD, NEW, NEW, NEW]);
  });

  it('at any step without hard links has a file in the end', () => {
    let missing = 0;
    for (let death = 1; death <= ALL + 1; death++) {
      const file = fileWith(OLD);
      replaceUntilKilled(file, dyingDisk(death, false));
      if (!existsSync(file)) missing++;
      expect(recoverFile(file, TOKEN, texts)).toBe(null);
      expect({ isWhole: [OLD, NEW].includes(textOf(file)), beside: namesBeside(file) }).toEqual({
        isWhole: true,
        beside: [],
      });
    }
    expect(missing).toBe(1);
  });

  it.each([true, false])('at any step loses no edit that was made at any step before (hard links: %s)', (hasLinks) => {
    const last = hasLinks ? ALL : ALL + 1;
    // Putting the edit back takes more calls than letting the original go.
    for (let edit = 1; edit < last; edit++) {
      for (let death = edit + 1; death <= 2 * last; death++) {
        const file = fileWith(OLD);
        const handle = fs.openSync(file, 'a');
        replaceUntilKilled(
          file,
          dyingDisk(death, hasLinks, edit, () => fs.writeSync(handle, '// mine\n')),
        );
        fs.closeSync(handle);
        const message = recoverFile(file, TOKEN, texts);
        expect(message === null || message === CHANGED).toBe(true);
        expect(namesBeside(file)).toEqual([]);
        expect(textOf(file)).toBe(`${OLD}// mine\n`);
      }
    }
  });

  it('is cleaned up without changing later writes', () => {
    const file = fileWith(OLD);
    const handle = fs.openSync(file, 'a');
    // The new text is in its place, and the original is kept beside it.
    replaceUntilKilled(
      file,
      dyingDisk(7, true, 6, () => fs.writeSync(handle, '// mine\n')),
    );
    fs.closeSync(handle);
    writeFileSync(file, 'another text\n');
    const kept = `a.js.${TOKEN}.http-leak-old`;
    expect(recoverFile(file, TOKEN, texts)).toBe(
      `it has been changed during the run, and one of its versions is in ${kept}`,
    );
    expect({ text: textOf(file), beside: namesBeside(file) }).toEqual({ text: 'another text\n', beside: [kept] });
  });

  it('is cleared up without touching files of other names', () => {
    const folder = folderWith({
      'a.js': OLD,
      'a.js.1234567': '',
      'a.js.77/x': '',
      [`a.js.${'f'.repeat(16)}.http-leak-new`]: '',
    });
    expect(recoverFile(path.join(folder, 'a.js'), TOKEN, texts)).toBe(null);
    expect(readdirSync(folder)).toHaveLength(4);
    expect(recoverFile(path.join(folder, 'gone/a.js'), TOKEN, texts)).toBe(null);
    expect(recoverFile(path.join(folder, 'a.js/a.js'), TOKEN, texts)).toBe(null);
  });
});

describe('a file that is made', () => {
  const made = (): string => path.join(folderWith({}), 'deep', 'er', 'new.js');
  const left = (file: string): string[] => readdirSync(path.dirname(file));

  it('is there with its folders, and nothing beside it', () => {
    const file = made();
    expect(createFile(file, TOKEN, Buffer.from(NEW))).toBeNull();
    expect(readFileSync(file, 'utf8')).toBe(NEW);
    expect(left(file)).toEqual(['new.js']);
  });

  it('takes the place of nothing', () => {
    const file = fileWith(OLD);
    expect(createFile(file, TOKEN, Buffer.from(NEW))).toBe('it exists now: run the command again');
    expect(readFileSync(file, 'utf8')).toBe(OLD);
    expect(left(file)).toEqual(['a.js']);
    const link = path.join(path.dirname(file), 'link.js');
    symlinkSync('nowhere.js', link);
    expect(createFile(link, TOKEN, Buffer.from(NEW))).toBe('it exists now: run the command again');
    expect(readlinkSync(link)).toBe('nowhere.js');
  });

  it('is made where the file system has no hard links, too', () => {
    const file = made();
    const disk = diskWith(['linkSync', 1], () => {
      throw Object.assign(new Error('not supported'), { code: 'ENOTSUP' });
    });
    expect(createFile(file, TOKEN, Buffer.from(NEW), disk)).toBeNull();
    expect(readFileSync(file, 'utf8')).toBe(NEW);
    expect(left(file)).toEqual(['new.js']);
  });

  it.each([
    ['a full disk', 'writeSync', 'ENOSPC'],
    ['a folder that nobody may write to', 'openSync', 'EACCES'],
  ] as const)('is not made on %s', (_, call, code) => {
    const file = made();
    const disk = diskWith([call, 1], () => {
      throw Object.assign(new Error(code), { code });
    });
    expect(createFile(file, TOKEN, Buffer.from(NEW), disk)).toBe(code);
    expect(left(file)).toEqual([]);
  });

  it.each([
    ['before it has its name', 'linkSync', [] as string[]],
    ['when it has both names', 'unlinkSync', ['new.js']],
  ] as const)('is put right by the next run where this one is killed %s', (_, call, names) => {
    const file = made();
    const killed = new Error('killed');
    const disk = diskWith([call, 1], () => {
      throw killed;
    });
    // As a kill does, nothing is cleared up.
    const dead: Disk = {
      ...disk,
      unlinkSync: () => {
        throw killed;
      },
    };
    expect(() => createFile(file, TOKEN, Buffer.from(NEW), dead)).toThrow(killed);
    expect(left(file)).toHaveLength(names.length + 1);
    expect(recoverFile(file, TOKEN, { before: '', after: texts.after })).toBeNull();
    expect(left(file)).toEqual(names);
  });
});
