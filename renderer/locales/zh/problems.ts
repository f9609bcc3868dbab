/** What went wrong, and what to do about it. */
import { DEVICE_NAMES } from '../../../main/document/device.ts';
import { clockFromUs } from '../../../main/document/time.ts';
import type { Messages } from '../en.ts';
import { datasets } from './datasets.ts';
import { formats } from './formats.ts';

const list = (parts: readonly string[]) => (parts.length === 0 ? '无' : parts.join('、'));
const at = ({ path, line }: { readonly path: string; readonly line: number | null }) =>
  line === null ? path : `${path}，第 ${line} 行`;
const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;

export const problems: Messages['problems'] = {
  'video-missing': ({ path }) => `${path}：没有这个文件。请检查路径以及磁盘是否已连接。`,
  'video-unreadable': ({ cause, path }) => `${path}：无法作为视频读取（${cause}）。请检查文件是否完整。`,
  'video-empty': ({ cause, path }) => `${path}：其中没有任何画面（${cause}）。请检查是否完整复制或录制。`,
  'no-video-stream': ({ cause, path }) => `${path}：其中没有视频（${cause}）。请将其排除，或选择含有画面的文件。`,
  'video-truncated': ({ cause, path }) => `${path}：缺少结尾（${cause}）。已使用现有部分；重新复制文件可得到其余部分。`,
  'video-damaged': ({ cause, path }) =>
    `${path}：部分内容已损坏（${cause}）。已使用能显示的部分；如有完整的副本，请重新复制。`,
  'frames-missing': ({ cause, path, timesUs }) =>
    `${path}：无法显示 ${list(timesUs.map(clockFromUs))} 处的画面（${cause}）。请选择其他画面，或重新复制文件。`,
  'video-unwritable': ({ cause, path }) => `${path}：无法写入视频（${cause}）。请检查文件夹及其剩余空间。`,
  'sound-unreadable': ({ cause, path }) =>
    `${path}：无法读取声音（${cause}）。画面照常可用；要听到声音，请重新制作文件。`,
  'proxy-unfaithful': ({ cause, path }) =>
    `${path}：有些画面的时间发生了变化，快速播放用的副本已丢弃（${cause}）。画面将逐张显示；要播放请转换为 mp4。`,
  'clip-unfaithful': ({ cause, path }) =>
    `${path}：有些画面的时间会发生变化，无法剪出其中一段（${cause}）。请导出整个视频，或先转换为 mp4。`,
  'encoder-missing': ({ encoder, ffmpeg, path, version }) =>
    `${path}：${ffmpeg}（版本 ${version}）没有编码器 ${encoder}，无法制作快速播放用的副本。请安装完整的 ffmpeg。`,
  'ffmpeg-stalled': ({ idleS, path }) =>
    `${path}：ffmpeg 已有 ${idleS} 秒没有响应，因此已停止。请检查存放文件的磁盘或网络，然后重试。`,
  'span-outside-video': ({ durationUs, path, span }) =>
    `${path}：${clockFromUs(span.fromUs)} 到 ${clockFromUs(span.toUs)} 不在视频之内（长 ${clockFromUs(durationUs)}）。请改正这段时间。`,
  'ffmpeg-missing': ({ looked }) =>
    `没有找到 ffmpeg（找过：${list(looked)}）。请安装 ffmpeg，或在程序文件夹中再次运行 npm ci。`,
  'model-missing': ({ looked }) =>
    `没有找到模型（找过：${list(looked)}）。请把模型文件夹放到那里，或把 PANDA_HOME 设为 models/ 所在的文件夹。`,
  'model-unknown': ({ id, known }) => `没有名为 ${id} 的模型。现有：${list(known)}。`,
  'model-damaged': ({ cause, path }) => `${path}：模型文件夹已损坏（${cause}）。请重新复制模型。`,
  'model-exists': ({ id, path }) => `${path}：已有名为 ${id} 的模型。请换一个名称，或将其替换。`,
  'model-shipped': ({ id }) => `${id} 是随程序提供的模型，不能删除。`,
  'model-no-room': ({ freeBytes, neededBytes, path }) =>
    `${path}：模型需要 ${megabytes(neededBytes)}，而只剩 ${megabytes(freeBytes)}。请腾出空间，或选择更低的精度。未写入任何内容。`,
  'checkpoint-unusable': ({ cause, path }) => `${path}：无法导入此检查点（${cause}）。未写入任何内容。`,
  'download-failed': ({ cause, url }) => `${url}：下载失败（${cause}）。重新开始会从中断处继续。`,
  'outside-model-world': ({ path, score, threshold }) =>
    `${path}：模型不熟悉这类视频（距离 ${score.toFixed(2)}，熟悉的范围到 ${threshold.toFixed(2)}）。写出的只会是猜测；如果猜测也有用，可以仍然让它写。`,
  'port-taken': ({ address, port }) =>
    `${address} 的端口 ${port} 已被占用，可能是先前启动的本程序。请使用已打开的页面、结束那个程序，或换一个端口。`,
  'address-unusable': ({ address, cause, port }) =>
    `${address}，端口 ${port}：无法在此提供服务（${cause}）。请换一个地址或端口。`,
  'window-not-built': ({ folder }) => `${folder}：界面尚未构建。请运行 npm run build:window。`,
  'password-needed': ({ address }) => `其他机器也能访问 ${address}，因此需要密码。请指定密码文件，或只在本机提供服务。`,
  'password-unreadable': ({ cause, path }) => `${path}：无法读取密码（${cause}）。请检查文件。`,
  'password-weak': ({ path, shortest }) => `${path}：第一行的密码少于 ${shortest} 个字符。请换一个更长的。`,
  'secret-unusable': ({ cause, path }) =>
    `${path}：无法在此保存登录状态（${cause}）。请腾出空间，或把 PANDA_HOME 设为可写的文件夹。`,
  'services-ended': ({ cause }) =>
    `窗口背后的程序一再退出（${cause}）。项目保持原样。请重新启动应用；若仍无效，请查看崩溃报告。`,
  'folder-unreadable': ({ cause, path }) => `${path}：无法打开此文件夹（${cause}）。请检查路径和权限。`,
  'list-unreadable': ({ cause, line, path }) =>
    `${at({ path, line })}：无法读取此列表（${cause}）。请改正那一行后重新开始。`,
  'questions-unreadable': ({ cause, line, path }) =>
    `${at({ path, line })}：无法读取这些问题（${cause}）。请改正那一行后重新开始。`,
  'output-unwritable': ({ cause, path }) =>
    `${path}：无法写入（${cause}）。请腾出空间或换一个位置后再来一次，会从停下的地方继续。`,
  'output-in-use': ({ path }) => `${path}：另一次运行正在写入此文件。请等它结束，或换一个文件。`,
  'output-foreign': ({ line, path }) => `${at({ path, line })}：这不是本程序写出的记录，因此什么也没写。请换一个文件。`,
  'recipe-unknown': ({ known, name, nearest }) =>
    `没有名为 ${name} 的配方。${nearest === null ? '' : `也许是 ${nearest}？`}现有：${list(known)}。`,
  'recipe-unreadable': ({ cause, path }) => `${path}：无法读取此配方（${cause}）。请检查路径。`,
  'recipe-wrong': ({ faults }) => `配方有 ${faults.length} 处要改，可在“配方”中查看。`,
  'recipe-exists': ({ path }) => `${path}：已有这个文件。请换一个名称。`,
  'run-unknown': ({ id, known }) =>
    `此项目中没有运行 ${id}。${known.length === 0 ? '还没有任何运行。' : `现有：${list(known)}。`}`,
  'run-under-way': ({ path }) => `${path}：另一次运行正在处理此项目。请等它结束，或取消它。`,
  'run-over': ({ id, state }) => `运行 ${id} ${state === 'finished' ? '已完成' : '已取消'}，不能继续。请另开一次运行。`,
  'run-other-model': ({ given, id, wants }) =>
    `运行 ${id} 是用模型 ${wants} 开始的，现在是 ${given}。请选择原来的模型，或另开一次运行。`,
  'video-changed': ({ path }) =>
    `${path}：内容与项目文本所描述的不同，因此什么也没写。请恢复原来的文件，或从项目中移除后重新添加。`,
  'run-without-videos': ({ only, path }) =>
    only === null
      ? `${path}：没有可处理的视频。请添加视频或文件夹。`
      : `${path}：搜索 ${only} 没有找到可处理的视频。请检查搜索。`,
  'no-project-open': () => '没有打开的项目。请重新打开。',
  'record-gone': () => '它已不在项目中。请查看现在的内容。',
  'split-outside': ({ atUs }) => `${clockFromUs(atUs)} 不在片段之内。请先移到片段内的位置。`,
  'segments-apart': () => '这些片段属于多个视频。请选择同一个视频的片段。',
  'person-file-damaged': ({ cause, path }) =>
    `${path}：无法读取这台机器的使用者信息（${cause}）。请恢复它的副本，或删除它。`,
  'person-file-unwritable': ({ cause, path }) =>
    `${path}：无法保存这台机器的使用者信息（${cause}）。请腾出空间，或把 PANDA_HOME 设为可写的文件夹。`,
  'person-unknown': ({ known, name }) => `此项目中没有名为 ${name} 的人。现有：${list(known)}。`,
  'person-name-taken': ({ name }) => `此项目中已有名为 ${name} 的人。请换一个名称。`,
  'item-unknown': ({ id }) => `此项目中没有描述或问题 ${id}。`,
  'video-not-listed': ({ path }) => `${path}：项目中没有这样的视频。请使用视频库中显示的名称。`,
  'root-unknown': ({ known, name }) => `项目中没有名为 ${name} 的文件夹。现有：${list(known)}。`,
  'root-path-taken': ({ name, path }) => `${path} 已是此项目文件夹 ${name} 的位置。请换一个位置。`,
  'root-elsewhere': ({ looked, name, path }) =>
    `${path}：${name} 的 ${looked} 个视频一个也不在那里，因此什么也没改。请选择存放 ${name} 原有内容的文件夹。`,
  'guidelines-unreadable': ({ cause, path }) => `${path}：无法读取这份准则（${cause}）。请检查文件。`,
  'merge-same-file': ({ path }) => `${path} 就是此项目本身。请选择另一份副本。`,
  'merge-other-project': ({ other, path }) =>
    `${other} 不是 ${path} 的副本，因此什么也没合并。请使用导出和导入在项目之间传递文本。`,
  'project-missing': ({ path }) => `${path}：没有这个项目。请检查路径。`,
  'project-exists': ({ path }) => `${path}：已有同名文件。请换一个名称。`,
  'project-foreign': ({ path }) => `${path}：这不是 Panda Annotator 的项目，已保持原样。`,
  'project-newer': ({ path }) => `${path}：此项目由更新的 Panda Annotator 创建，已保持原样。请安装新版程序后打开。`,
  'project-damaged': ({ cause, path }) => `${path}：项目已损坏（${cause}）。请先另存一份文件，再打开备份。`,
  'project-unreadable': ({ cause, path }) => `${path}：无法读取此项目（${cause}）。请检查磁盘和权限。`,
  'project-unwritable': ({ cause, path }) =>
    `${path}：无法写入此项目（${cause}）。其内容完好。请排除问题，或在别处的副本上工作。`,
  'project-busy': ({ path }) => `${path}：另一个程序正在写入此项目。请等待或关闭它，然后重试。`,
  'project-on-network-drive': ({ fileSystem, path }) =>
    `${path}：它位于网络磁盘（${fileSystem}），且另一个程序正以不安全的方式打开它。请在那里关闭，或在本机的副本上工作。`,
  'edit-conflict': ({ count }) => `其间有 ${count} 处已被更改，因此未做任何操作。请查看现在的内容后再决定。`,
  'query-unreadable': ({ found, position, query }) =>
    `搜索 ${query} 从第 ${position} 个字符（${found === '' ? '结尾' : found}）起无法读取。请改正那里。`,
  'pattern-unreadable': ({ cause, pattern }) => `无法读取正则表达式 ${pattern}（${cause}）。请改正，或按原文查找。`,
  'pattern-too-slow': ({ pattern, seconds, text }) =>
    `正则表达式 ${pattern} 处理“${text}”超过 ${seconds} 秒，已停止；什么也没改。请不要像 (a+)+ 那样在重复中再重复。`,
  'nothing-to-accept': () => '没有可以接受的文本。请自己写一条，或跳过。',
  'nothing-to-reject': () => '没有可以拒绝的文本。请自己写一条，或跳过。',
  'nothing-to-review': () => '还没有人作出决定，所以没有可审核的内容。',
  'own-response': () => '这是你自己写的文本。请交给别人审核。',
  'reason-missing': () => '请写明退回的原因，以便改正。',
  'engine-crashed': ({ cause }) =>
    `运行模型的进程意外结束（${cause}）。请重试；如果每次都这样，可能是内存不足，请在“设置”中检查本机。`,
  'engine-failed': ({ cause }) => `无法运行模型（${cause}）。请重试；可在“设置”中检查本机。`,
  'prompt-too-long': ({ maxPositions, promptTokens }) =>
    `连同视频共有 ${promptTokens} 个词元，而模型连同答案最多接受 ${maxPositions} 个。请用更少的字提问。`,
  'out-of-memory-budget': ({ budgetBytes, neededBytes }) =>
    `模型需要 ${megabytes(neededBytes)}，而最多只能用 ${megabytes(budgetBytes)}。请允许使用更多内存，或选择更小的模型。`,
  'device-left': ({ cause, device }) =>
    `${DEVICE_NAMES[device]} 无法运行模型（${cause}）。工作改在 CPU 上继续，没有丢失任何内容；可在“设置”中重新测量设备。`,
  'chunk-halved': ({ chunkTokens, device }) =>
    `${DEVICE_NAMES[device]} 的内存已满：此后每次只读取提示词的 ${chunkTokens} 个词元。没有丢失任何内容。`,
  'batch-halved': ({ batchSize, device }) =>
    `${DEVICE_NAMES[device]} 的内存已满：此后最多同时写 ${batchSize} 条文本。没有丢失任何内容。`,
  'devices-measured': ({ devices }) =>
    `正在测量 ${devices.map((one) => DEVICE_NAMES[one]).join('、')} 中哪个运行此模型最快，只需一次；大模型要几分钟。`,
  'dataset-missing': ({ path }) => `${path}：没有这个文件或文件夹。请检查路径。`,
  'dataset-unreadable': ({ cause, format, line, path }) =>
    `${at({ path, line })}：无法按 ${format} 读取（${cause}）。请在那里改正，或选择它真正的格式。`,
  'dataset-unwritable': ({ cause, path }) =>
    `${path}：无法写出数据集（${cause}）。原有内容未动。请腾出空间，或换一个位置。`,
  'dataset-occupied': ({ path }) => `${path}：那里的内容不是先前的导出，因此未动。请换一个位置。`,
  'dataset-empty': ({ path, reasons }) =>
    `${path}：没有剩下可写的内容（${
      reasons.length === 0
        ? '没有符合条件的文本'
        : list(reasons.map(({ count, reason }) => `${datasets.reasons[reason]} ${count} 条`))
    }）。请选择其他文本或格式；什么也没改。`,
  'dataset-check-failed': ({ failed, path }) =>
    `${path}：读回的内容与应有的不符（${failed
      .map(({ rule, examples }) => [formats.rules[rule], ...examples].join('：'))
      .join('；')}）。什么也没改。请换一个位置再试；若再次发生，则是本程序的缺陷。`,
  'dataset-format-unknown': ({ format, known }) => `没有名为 ${format} 的格式。现有：${list(known)}。`,
  'dataset-unrecognised': ({ known, path }) =>
    `${path}：从名称和开头都看不出它是什么格式。请指定格式。现有：${list(known)}。`,
  'dataset-option-wrong': ({ cause, format, option }) => `${format}，选项 ${option}：${cause}。请改正此选项。`,
  'dataset-unmatched': ({ count, path }) =>
    `${path}：${count} 条记录都与此项目的视频无关。请先添加视频，或换一种匹配方式。`,
  'splits-unreadable': ({ text }) =>
    `${text}：这不是划分的比例。请写两三个用 / 隔开的数字，如 90/10（train、test）或 80/10/10（train、validation、test）。`,
  'benchmark-empty': ({ path, problems }) =>
    `${path}：其中没有带答案的问题${problems === 0 ? '' : `（有 ${problems} 处无法读取）`}。请选择评测集的文件，并指定其格式。`,
  'benchmark-ids': ({ id, path }) => `${path}：多个问题使用同一个 id ${id}，无法区分其答案。请在那里改正。`,
  'judge-prompts-unreadable': ({ cause, path }) =>
    `${path}：这不是给评判模型的提示词（${cause}）。请改正文件，或不指定文件，使用程序自带的提示词。`,
  'judge-unreachable': ({ cause, endpoint }) =>
    `${endpoint}：无法连接评判模型（${cause}）。已得到的评判会保留；再来一次会从停下的地方继续。`,
  'judge-refused': ({ cause, endpoint, model }) =>
    `${endpoint}：评判模型 ${model} 拒绝回答（${cause}）。请检查地址、模型名称和密钥。`,
};
