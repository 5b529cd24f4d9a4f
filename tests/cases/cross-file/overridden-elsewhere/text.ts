import { Base } from './base.ts';
export class TextClient extends Base { override async parse(res: Response): Promise<string> { return res.text(); } }
