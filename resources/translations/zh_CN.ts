<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Selection</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;What if</source>
        <translation>干预(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Save figure …</source>
        <translation>保存图像…</translation>
    </message>
    <message>
        <source>Save figure of the model …</source>
        <translation>保存模型结构图…</translation>
    </message>
    <message>
        <source>Save trace …</source>
        <translation>保存计算记录…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Type a sentence</source>
        <translation>输入句子</translation>
    </message>
    <message>
        <source>Leave the text line</source>
        <translation>离开输入框</translation>
    </message>
    <message>
        <source>Copy the numbers of the inspector</source>
        <translation>复制详情中的数值</translation>
    </message>
    <message>
        <source>Copy the arithmetic as text</source>
        <translation>复制算式（文本）</translation>
    </message>
    <message>
        <source>Copy the arithmetic as LaTeX</source>
        <translation>复制算式（LaTeX）</translation>
    </message>
    <message>
        <source>Arithmetic of the selected number</source>
        <translation>所选数的算式</translation>
    </message>
    <message>
        <source>Cancel the computation</source>
        <translation>取消计算</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>标准字号</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>模型结构</translation>
    </message>
    <message>
        <source>What-if panel</source>
        <translation>干预面板</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Animate steps</source>
        <translation>步骤动画</translation>
    </message>
    <message>
        <source>Next page of this tab</source>
        <translation>本标签的下一页</translation>
    </message>
    <message>
        <source>Page before in this tab</source>
        <translation>本标签的上一页</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Next language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Find a command or a step …</source>
        <translation>查找命令或步骤…</translation>
    </message>
    <message>
        <source>Change the step size</source>
        <translation>切换步进粒度</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>播放步骤</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Transition a little forward</source>
        <translation>过渡动画前进一点</translation>
    </message>
    <message>
        <source>Transition a little back</source>
        <translation>过渡动画后退一点</translation>
    </message>
    <message>
        <source>Bookmark this step</source>
        <translation>为此步添加书签</translation>
    </message>
    <message>
        <source>Next bookmark</source>
        <translation>下一个书签</translation>
    </message>
    <message>
        <source>Bookmark before</source>
        <translation>上一个书签</translation>
    </message>
    <message>
        <source>Cell to the left</source>
        <translation>左边一格</translation>
    </message>
    <message>
        <source>Cell to the right</source>
        <translation>右边一格</translation>
    </message>
    <message>
        <source>Cell above</source>
        <translation>上面一格</translation>
    </message>
    <message>
        <source>Cell below</source>
        <translation>下面一格</translation>
    </message>
    <message>
        <source>Layer before</source>
        <translation>上一层</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>下一层</translation>
    </message>
    <message>
        <source>Head before</source>
        <translation>上一个头</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>下一个头</translation>
    </message>
    <message>
        <source>Show before (while held)</source>
        <translation>查看干预前（按住）</translation>
    </message>
    <message>
        <source>Silence the selected head</source>
        <translation>静默选中的头</translation>
    </message>
    <message>
        <source>Take all what-ifs away</source>
        <translation>撤去全部干预</translation>
    </message>
    <message>
        <source>Keep these what-ifs …</source>
        <translation>保存这些干预…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Checks of what was computed</source>
        <translation>对本次计算所做的检查</translation>
    </message>
    <message>
        <source>About Attention Microscope</source>
        <translation>关于 Attention Microscope</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>中/EN</source>
        <translation>中/EN</translation>
    </message>
</context>
<context>
    <name>ActiveChips</name>
    <message>
        <source>{what} (no effect)</source>
        <translation>{what}（无效果）</translation>
    </message>
    <message>
        <source>Take away: {what}</source>
        <translation>撤去：{what}</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Settings cannot be written to {file}; they hold until you close the window.</source>
        <translation>设置无法写入 {file}，仅在关闭窗口前有效。</translation>
    </message>
    <message>
        <source>The log of former windows cannot be read: {file}</source>
        <translation>无法读取以前窗口的记录：{file}</translation>
    </message>
</context>
<context>
    <name>Architecture</name>
    <message>
        <source>Linear</source>
        <translation>线性层</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 层</translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>Sentence and outputs (shifted right)</source>
        <translation>句子和输出（右移一位）</translation>
    </message>
    <message>
        <source>Outputs (shifted right)</source>
        <translation>输出（右移）</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
</context>
<context>
    <name>ArchitecturePanel</name>
    <message>
        <source>Architecture</source>
        <translation>模型结构</translation>
    </message>
    <message>
        <source>Parameters, multiply-adds and memory, of a block and in all</source>
        <translation>参数量、乘加次数与内存：单个模块及整个模型</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>开销</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>{sentence} It is switched off: nothing of this goes on.</source>
        <translation>{sentence}它已静默：其输出不再往下传。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} spreads its look over about {tokens} tokens in each row.</source>
        <translation>第 {layer} 层第 {head} 头的注意力较分散：每行约关注 {tokens} 个词元。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} picks one token in each row: the largest weight is {share} % on average.</source>
        <translation>第 {layer} 层第 {head} 头每行只关注一个词元：最大权重平均为 {share}%。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} has no choice: no row may look at more than one token.</source>
        <translation>第 {layer} 层第 {head} 头别无选择：每行至多只有一个词元可见。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} looks mostly at the previous token ({share} % of its weight).</source>
        <translation>第 {layer} 层第 {head} 头主要关注前一个词元（占其权重的 {share}%）。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} looks mostly at the next token ({share} % of its weight).</source>
        <translation>第 {layer} 层第 {head} 头主要关注后一个词元（占其权重的 {share}%）。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} looks mostly at the token itself ({share} % of its weight).</source>
        <translation>第 {layer} 层第 {head} 头主要关注词元自身（占其权重的 {share}%）。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} looks mostly at the first token ({share} % of its weight).</source>
        <translation>第 {layer} 层第 {head} 头主要关注第一个词元（占其权重的 {share}%）。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} looks mostly at the end token ({share} % of its weight).</source>
        <translation>第 {layer} 层第 {head} 头主要关注结束词元（占其权重的 {share}%）。</translation>
    </message>
    <message>
        <source>No weight of head {head} of layer {layer} has changed, over the same tokens.</source>
        <translation>在相同词元上，第 {layer} 层第 {head} 头的权重没有变化。</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>交叉</translation>
    </message>
    <message>
        <source>Encoder self-attention</source>
        <translation>编码器自注意力</translation>
    </message>
    <message>
        <source>Decoder self-attention</source>
        <translation>解码器自注意力</translation>
    </message>
    <message>
        <source>Cross-attention</source>
        <translation>交叉注意力</translation>
    </message>
    <message>
        <source>×|v|</source>
        <translation>×|v|</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>缩放后</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>掩码后</translation>
    </message>
    <message>
        <source>Weight × |value|</source>
        <translation>权重 × |值|</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>scaled score</source>
        <translation>缩放后的分数</translation>
    </message>
    <message>
        <source>masked score</source>
        <translation>掩码后的分数</translation>
    </message>
    <message>
        <source>weight × |value|</source>
        <translation>权重 × |值|</translation>
    </message>
    <message>
        <source>difference of weight</source>
        <translation>权重之差</translation>
    </message>
    <message>
        <source>Query: source tokens ask</source>
        <translation>查询：源词元</translation>
    </message>
    <message>
        <source>Query: tokens ask</source>
        <translation>查询：词元</translation>
    </message>
    <message>
        <source>Query: output tokens ask</source>
        <translation>查询：输出词元</translation>
    </message>
    <message>
        <source>Key: source tokens are looked at</source>
        <translation>键：被关注的源词元</translation>
    </message>
    <message>
        <source>Key: tokens are looked at</source>
        <translation>键：被关注的词元</translation>
    </message>
    <message>
        <source>Key: output tokens are looked at</source>
        <translation>键：被关注的输出词元</translation>
    </message>
    <message>
        <source>Click a cell, or move with the arrow keys, to read its exact weight.</source>
        <translation>单击格子或用方向键移动，可读取精确权重。</translation>
    </message>
    <message>
        <source>the row adds up to {sum}</source>
        <translation>该行之和为 {sum}</translation>
    </message>
    <message>
        <source>{query} → {key}: {weight}, its largest weight; {total}</source>
        <translation>{query} → {key}：{weight}，该行最大权重；{total}</translation>
    </message>
    <message>
        <source>{query} → {key}: masked, so its weight is {weight}; {total}</source>
        <translation>{query} → {key}：已掩码，故权重为 {weight}；{total}</translation>
    </message>
    <message>
        <source>{query} → {key}: {weight}; {total}</source>
        <translation>{query} → {key}：{weight}；{total}</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer}, over the same tokens: no weight moved by more than {largest}.</source>
        <translation>第 {layer} 层第 {head} 头，相同词元：权重的变化不超过 {largest}。</translation>
    </message>
    <message>
        <source>{query} → {key}: masked by a finite number, so its weight is {weight}; {total}</source>
        <translation>{query} → {key}：以有限的数掩码，故权重为 {weight}；{total}</translation>
    </message>
    <message>
        <source>Click a cell, or move with the arrow keys, to read its exact number.</source>
        <translation>单击格子或用方向键移动，可读取精确数值。</translation>
    </message>
    <message>
        <source>{query} → {key}: {unit} {number} (weight {weight})</source>
        <translation>{query} → {key}：{unit} {number}（权重 {weight}）</translation>
    </message>
    <message>
        <source>{query} → {key}: {unit} {number}, the largest of its row (weight {weight})</source>
        <translation>{query} → {key}：{unit} {number}，为该行最大（权重 {weight}）</translation>
    </message>
    <message>
        <source>{weight} (scaled score {score})</source>
        <translation>{weight}（缩放后的分数 {score}）</translation>
    </message>
    <message>
        <source>after {fed}, predicting {predicted}</source>
        <translation>{fed} 之后，预测 {predicted}</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>热图</translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message>
        <source>Mark the selected head, to see several as one</source>
        <translation>标记所选的头，把几个头合起来看</translation>
    </message>
    <message>
        <source>This model has no attention maps.</source>
        <translation>此模型没有注意力图。</translation>
    </message>
    <message>
        <source>masked: may not look</source>
        <translation>已掩码：不可见</translation>
    </message>
    <message>
        <source>No difference map: it needs the same tokens with and without the changes.</source>
        <translation>没有差值图：需要有干预与无干预时的词元相同。</translation>
    </message>
    <message>
        <source>Before: {caption}</source>
        <translation>干预前：{caption}</translation>
    </message>
</context>
<context>
    <name>BlockDiagram</name>
    <message>
        <source>changed by a what-if</source>
        <translation>已被干预改变</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>模型结构</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Numbers are written with a point here: type {point} in place of {text}.</source>
        <translation>这里的小数点用“.”：请把 {text} 写成 {point}。</translation>
    </message>
    <message>
        <source>“{text}” is no number; type one such as 0.5, −2, 1/3 or 1e-3.</source>
        <translation>“{text}”不是数；请输入如 0.5、−2、1/3 或 1e-3 这样的数。</translation>
    </message>
    <message>
        <source>Result: {step}</source>
        <translation>结果：{step}</translation>
    </message>
    <message>
        <source>Result: next token after “{token}”</source>
        <translation>结果：“{token}”之后的词元</translation>
    </message>
    <message>
        <source>probability in %</source>
        <translation>概率（%）</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Take back all changes</source>
        <translation>撤回全部改动</translation>
    </message>
    <message>
        <source>Type over a number, then press Enter. Delete takes it back.</source>
        <translation>直接输入新数并按回车；按 Delete 恢复原值。</translation>
    </message>
    <message>
        <source>Choose a small model …</source>
        <translation>选择一个小模型…</translation>
    </message>
    <message>
        <source>The sentence above is read by an untrained model of this shape; its numbers have one decimal.</source>
        <translation>上面的句子由这种形状的未训练模型读取，所有数只有一位小数。</translation>
    </message>
    <message>
        <source>These are all numbers of the model; a model small enough to check by hand can be chosen here.</source>
        <translation>这里是该模型的全部参数；可在此选择一个小到能手算的模型。</translation>
    </message>
    <message>
        <source>{parameter}, changed</source>
        <translation>{parameter}，已修改</translation>
    </message>
    <message>
        <source>0 hides a score from the row, 1 shows it. {how}</source>
        <translation>0 表示这一行看不到该分数，1 表示看得到。{how}</translation>
    </message>
    <message>
        <source>board from a file</source>
        <translation>来自文件的黑板</translation>
    </message>
    <message>
        <source>all numbers as they were</source>
        <translation>全部数值复原</translation>
    </message>
    <message>
        <source>number as it was</source>
        <translation>该数复原</translation>
    </message>
    <message>
        <source>shape of the model</source>
        <translation>模型形状</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>黑板</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>Nothing is being computed</source>
        <translation>没有正在进行的计算</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Show the step with the largest deviation</source>
        <translation>转到偏差最大的步骤</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>The rows of every softmax add up to 1</source>
        <translation>每个 softmax 的各行之和为 1</translation>
    </message>
    <message>
        <source>{count} rows; largest deviation {worst}, allowed {tolerance}</source>
        <translation>共 {count} 行；最大偏差 {worst}，允许 {tolerance}</translation>
    </message>
    <message>
        <source>Masked cells have a weight of exactly 0</source>
        <translation>被掩码的格子权重恰为 0</translation>
    </message>
    <message>
        <source>{count} cells; largest weight {worst}, allowed {tolerance}</source>
        <translation>共 {count} 格；最大权重 {worst}，允许 {tolerance}</translation>
    </message>
    <message>
        <source>Normalised rows have mean 0</source>
        <translation>归一化后各行的均值为 0</translation>
    </message>
    <message>
        <source>Normalised rows have variance var / (var + ε)</source>
        <translation>归一化后各行的方差为 var / (var + ε)</translation>
    </message>
    <message>
        <source>Dropout is off</source>
        <translation>Dropout 已关闭</translation>
    </message>
    <message>
        <source>{count} dropout layers; highest rate {worst}, allowed {tolerance}</source>
        <translation>共 {count} 个 dropout 层；最高丢弃率 {worst}，允许 {tolerance}</translation>
    </message>
    <message>
        <source>The logits equal those of torch.nn with the same weights</source>
        <translation>logits 与相同权重的 torch.nn 一致</translation>
    </message>
    <message>
        <source>{count} logits; largest difference {worst}, allowed {tolerance}</source>
        <translation>共 {count} 个 logit；最大差异 {worst}，允许 {tolerance}</translation>
    </message>
    <message>
        <source>There is nothing of the kind in this trace.</source>
        <translation>本次计算中没有此类对象。</translation>
    </message>
    <message>
        <source>Intervened, so not compared: the reference knows no what-ifs.</source>
        <translation>已有干预，不作比较：参考实现不含干预。</translation>
    </message>
    <message>
        <source>No reference: there is no second implementation of this model.</source>
        <translation>无参考：此模型没有另一份实现。</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>checking …</source>
        <translation>检查中……</translation>
    </message>
    <message>
        <source>check failed: {holding} of {measured} hold</source>
        <translation>检查未通过：{measured} 项中 {holding} 项成立</translation>
    </message>
    <message>
        <source>{holding} of {measured} hold (what-if)</source>
        <translation>{measured} 项中 {holding} 项成立（干预所致）</translation>
    </message>
    <message>
        <source>checks ok</source>
        <translation>检查通过</translation>
    </message>
    <message>
        <source>nothing to check</source>
        <translation>无可检查</translation>
    </message>
    <message>
        <source>No what-if explains this: do not trust these numbers.</source>
        <translation>没有任何干预能解释这一点：请勿相信这些数字。</translation>
    </message>
    <message>
        <source>Broken on purpose by: {interventions}</source>
        <translation>因干预而有意破坏：{interventions}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find a command, a step, a tab, a bookmark or a what-if</source>
        <translation>查找命令、步骤、标签页、书签或干预</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有匹配的结果。</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>无干预</translation>
    </message>
    <message>
        <source>With</source>
        <translation>有干预</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Nothing is changed yet. Switch on a what-if, and this page compares with and without it.</source>
        <translation>尚无任何改动。打开一项干预，本页就会对比有无干预的结果。</translation>
    </message>
    <message>
        <source>{names}. The output without it is being computed.</source>
        <translation>{names}。正在计算无干预的输出。</translation>
    </message>
    <message>
        <source>{names}. This model writes no output; hold “before” on any other page to compare.</source>
        <translation>{names}。该模型没有输出；可在其他页面按住“查看干预前”进行对比。</translation>
    </message>
    <message>
        <source>{names}. The output stays the same.</source>
        <translation>{names}。输出不变。</translation>
    </message>
    <message>
        <source>{names}. The output changes; changed tokens are marked.</source>
        <translation>{names}。输出改变，变化的词元已标出。</translation>
    </message>
    <message>
        <source>Sum of the log-probabilities: {present}</source>
        <translation>对数概率之和：{present}</translation>
    </message>
    <message>
        <source>Sum of the log-probabilities: {before} without, {present} with</source>
        <translation>对数概率之和：无干预 {before}，有干预 {present}</translation>
    </message>
    <message>
        <source>{sums}. Over the same tokens no attention weight moved.</source>
        <translation>{sums}。在相同词元上没有注意力权重变化。</translation>
    </message>
    <message>
        <source>log-probability</source>
        <translation>对数概率</translation>
    </message>
    <message>
        <source>without</source>
        <translation>无干预</translation>
    </message>
    <message>
        <source>with</source>
        <translation>有干预</translation>
    </message>
    <message>
        <source>Log-probability of each token</source>
        <translation>各词元的对数概率</translation>
    </message>
    <message>
        <source>Heads that moved most (mean change of a weight, same tokens)</source>
        <translation>变化最大的头（相同词元上权重的平均变化）</translation>
    </message>
    <message>
        <source>mean change</source>
        <translation>平均变化</translation>
    </message>
    <message>
        <source>{attention}, layer {layer}, head {head}</source>
        <translation>{attention}，第 {layer} 层第 {head} 头</translation>
    </message>
</context>
<context>
    <name>ContextPage</name>
    <message>
        <source>Second sentence</source>
        <translation>第二个句子</translation>
    </message>
    <message>
        <source>Word in both</source>
        <translation>共有的词</translation>
    </message>
</context>
<context>
    <name>CostTable</name>
    <message>
        <source>block</source>
        <translation>此模块</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Shown in every block</source>
        <translation>显示在每个模块中</translation>
    </message>
    <message>
        <source>{parameters} bytes of parameters, {values} bytes of computed values</source>
        <translation>参数占 {parameters} 字节，计算结果占 {values} 字节</translation>
    </message>
</context>
<context>
    <name>CurvesPage</name>
    <message>
        <source>Dimensions</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>Name up to {count} dimensions from 0 to {last}.</source>
        <translation>最多写出 {count} 个维度，从 0 到 {last}。</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>DerivationHeader</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back one number (Backspace)</source>
        <translation>返回上一个数（Backspace）</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Back to where following began (Alt+Home)</source>
        <translation>回到追溯的起点（Alt+Home）</translation>
    </message>
</context>
<context>
    <name>DerivationPanel</name>
    <message>
        <source>Click a number in a map, or go there with the arrow keys, to see how it came about.</source>
        <translation>点击图中的一个数，或用方向键移到那里，即可看到它是怎样算出来的。</translation>
    </message>
    <message>
        <source>What this number was made from was not recorded.</source>
        <translation>这个数的来源没有被记录。</translation>
    </message>
</context>
<context>
    <name>Derivations</name>
    <message>
        <source>adds</source>
        <translation>加数</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>{n} further terms</source>
        <translation>其余 {n} 项</translation>
    </message>
    <message>
        <source>{quantity}, {n} terms</source>
        <translation>{quantity}，共 {n} 项</translation>
    </message>
    <message>
        <source>weight matrix</source>
        <translation>权重矩阵</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>gamma</source>
        <translation>gamma</translation>
    </message>
    <message>
        <source>beta</source>
        <translation>beta</translation>
    </message>
    <message>
        <source>embedding table</source>
        <translation>嵌入表</translation>
    </message>
    <message>
        <source>position table</source>
        <translation>位置表</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>mean μ</source>
        <translation>均值 μ</translation>
    </message>
    <message>
        <source>variance σ²</source>
        <translation>方差 σ²</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>epsilon ε, which keeps the division safe</source>
        <translation>ε，防止除以零</translation>
    </message>
    <message>
        <source>angle θ</source>
        <translation>角度 θ</translation>
    </message>
    <message>
        <source>position, counted from 0</source>
        <translation>位置，从 0 数起</translation>
    </message>
    <message>
        <source>base of the wavelengths</source>
        <translation>波长的底数</translation>
    </message>
    <message>
        <source>number of the pair of features, counted from 0</source>
        <translation>特征对的序号，从 0 数起</translation>
    </message>
    <message>
        <source>width d</source>
        <translation>宽度 d</translation>
    </message>
    <message>
        <source>sum of exponentials</source>
        <translation>指数之和</translation>
    </message>
    <message>
        <source>largest of the row</source>
        <translation>该行最大值</translation>
    </message>
    <message>
        <source>from the LayerNorm&apos;s input on</source>
        <translation>从层归一化的输入算起</translation>
    </message>
    <message>
        <source>place of the query</source>
        <translation>查询的位置</translation>
    </message>
    <message>
        <source>place of the key</source>
        <translation>键的位置</translation>
    </message>
    <message>
        <source>“{query}” looks at “{key}”</source>
        <translation>“{query}”关注“{key}”</translation>
    </message>
    <message>
        <source>row of {token}, number {id} in the vocabulary · feature {column}</source>
        <translation>{token} 的行，词表编号 {id} · 特征 {column}</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>第 {row} 行，第 {column} 列</translation>
    </message>
    <message>
        <source>“{token}” (id {id})</source>
        <translation>“{token}”（编号 {id}）</translation>
    </message>
    <message>
        <source>open</source>
        <translation>可见</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>遮住</translation>
    </message>
    <message>
        <source>“{token}”</source>
        <translation>“{token}”</translation>
    </message>
    <message>
        <source>{axis} {n}</source>
        <translation>{axis} {n}</translation>
    </message>
    <message>
        <source>A parameter of the model: nothing was computed here.</source>
        <translation>这是模型自身的参数，此处没有计算。</translation>
    </message>
    <message>
        <source>used for </source>
        <translation>用于 </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>computed, in float32: {value}</source>
        <translation>计算结果（float32）：{value}</translation>
    </message>
    <message>
        <source>computed: {value}</source>
        <translation>计算结果：{value}</translation>
    </message>
    <message>
        <source>computed, in float32</source>
        <translation>模型算出（float32）</translation>
    </message>
    <message>
        <source>Changed by {names}: {before} → {after}</source>
        <translation>被“{names}”改变：{before} → {after}</translation>
    </message>
    <message>
        <source>given from outside, not computed</source>
        <translation>由外部给定，并非算出</translation>
    </message>
    <message>
        <source>from the normalised number on</source>
        <translation>从归一化后的数算起</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>计算结果</translation>
    </message>
    <message>
        <source>sum, as computed in float32</source>
        <translation>各项之和，与 float32 计算结果一致</translation>
    </message>
    <message>
        <source>sum of the terms</source>
        <translation>各项之和</translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>{title}: mean {mean}, deviation {deviation}</source>
        <translation>{title}：均值 {mean}，标准差 {deviation}</translation>
    </message>
    <message>
        <source>Distribution of the values before and after</source>
        <translation>归一化前后数值的分布</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>self-attention</source>
        <translation>自注意力</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>交叉注意力</translation>
    </message>
    <message>
        <source>feed-forward</source>
        <translation>前馈网络</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>final LayerNorm</source>
        <translation>最终层归一化</translation>
    </message>
    <message>
        <source>residual sum</source>
        <translation>残差相加</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Masked row</source>
        <translation>带掩码的一行</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Linear layer</source>
        <translation>线性层</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>typed numbers</source>
        <translation>手动输入的数</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>rows of the table</source>
        <translation>查表所得的行</translation>
    </message>
    <message>
        <source>scaled token vectors</source>
        <translation>缩放后的词元向量</translation>
    </message>
    <message>
        <source>position vectors</source>
        <translation>位置向量</translation>
    </message>
    <message>
        <source>tokens plus positions</source>
        <translation>词元加位置</translation>
    </message>
    <message>
        <source>query projection</source>
        <translation>查询投影</translation>
    </message>
    <message>
        <source>key projection</source>
        <translation>键投影</translation>
    </message>
    <message>
        <source>value projection</source>
        <translation>值投影</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>scaled scores</source>
        <translation>缩放后的分数</translation>
    </message>
    <message>
        <source>padding mask</source>
        <translation>填充掩码</translation>
    </message>
    <message>
        <source>causal mask</source>
        <translation>因果掩码</translation>
    </message>
    <message>
        <source>whole mask</source>
        <translation>总掩码</translation>
    </message>
    <message>
        <source>masked scores</source>
        <translation>掩码后的分数</translation>
    </message>
    <message>
        <source>attention weights</source>
        <translation>注意力权重</translation>
    </message>
    <message>
        <source>output of each head</source>
        <translation>各头的输出</translation>
    </message>
    <message>
        <source>heads side by side</source>
        <translation>多头拼接</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>normalised</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>hidden layer</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>after ReLU</source>
        <translation>ReLU 之后</translation>
    </message>
    <message>
        <source>logits</source>
        <translation>logits</translation>
    </message>
    <message>
        <source>probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>next token</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>A number of the parameters set</source>
        <translation>修改了一个参数值</translation>
    </message>
    <message>
        <source>One number of a parameter is another one; whatever is computed from it follows.</source>
        <translation>某个参数中的一个数被换成另一个数，由它算出的一切随之改变。</translation>
    </message>
    <message>
        <source>Causal mask off</source>
        <translation>关闭因果掩码</translation>
    </message>
    <message>
        <source>The decoder may look at later tokens, which it never could in training.</source>
        <translation>解码器能看到训练时看不到的后文。</translation>
    </message>
    <message>
        <source>Padding mask off</source>
        <translation>关闭填充掩码</translation>
    </message>
    <message>
        <source>Padded positions can be looked at as if they were words.</source>
        <translation>填充位置也会被关注，如同真正的词。</translation>
    </message>
    <message>
        <source>Valid length {length}</source>
        <translation>有效长度 {length}</translation>
    </message>
    <message>
        <source>Only so many source tokens can be looked at; the others are closed like padding.</source>
        <translation>只能看到这么多个源词元；其余的像填充一样被关闭。</translation>
    </message>
    <message>
        <source>Painted mask, {heads}</source>
        <translation>手绘掩码，{heads}</translation>
    </message>
    <message>
        <source>The cells that were painted are closed, or opened, whatever the model&apos;s own masks say.</source>
        <translation>画过的格子被关闭或开放，不管模型自己的掩码怎么说。</translation>
    </message>
    <message>
        <source>Window of ±{width}, {heads}</source>
        <translation>±{width} 的窗口，{heads}</translation>
    </message>
    <message>
        <source>A token can only look at those that stand so near to it.</source>
        <translation>每个词元只能看到离它这么近的词元。</translation>
    </message>
    <message>
        <source>{token} invisible</source>
        <translation>{token} 不可见</translation>
    </message>
    <message>
        <source>Nobody looks at this token and it looks at nobody, in every head of every layer.</source>
        <translation>在每一层的每个头中，谁也看不到这个词元，它也看不到谁。</translation>
    </message>
    <message>
        <source>{token} invisible as a key</source>
        <translation>{token} 作为键不可见</translation>
    </message>
    <message>
        <source>Nobody looks at this token, itself included; it still looks at the others.</source>
        <translation>谁也看不到这个词元，连它自己也看不到；它仍能看其他词元。</translation>
    </message>
    <message>
        <source>{token} blind as a query</source>
        <translation>{token} 作为查询看不见别的词元</translation>
    </message>
    <message>
        <source>This token looks at nobody; the others still look at it.</source>
        <translation>这个词元看不到任何词元；其他词元仍能看它。</translation>
    </message>
    <message>
        <source>Masked scores {filler} in {precision}</source>
        <translation>被掩码的分数取 {filler}，{precision}</translation>
    </message>
    <message>
        <source>Masked scores become this number before softmax, so a row without any open cell is shared out evenly where the number is finite.</source>
        <translation>在 softmax 之前，被掩码的分数都换成这个数；若它是有限数，没有任何开放格子的行就会平均分配权重。</translation>
    </message>
    <message>
        <source>Only head {head} of layer {layer}, {attention}</source>
        <translation>只留第 {layer} 层第 {head} 头，{attention}</translation>
    </message>
    <message>
        <source>The other heads of this layer add nothing: their outputs are 0 and this one&apos;s stays.</source>
        <translation>这一层的其他头不起作用：它们的输出为 0，只有这个头的输出保留。</translation>
    </message>
    <message>
        <source>Looking everywhere alike, {heads}</source>
        <translation>均匀关注，{heads}</translation>
    </message>
    <message>
        <source>Every query shares its weight evenly among the keys it may see.</source>
        <translation>每个查询把权重平均分给它能看到的键。</translation>
    </message>
    <message>
        <source>Looking at itself, {heads}</source>
        <translation>只关注自身，{heads}</translation>
    </message>
    <message>
        <source>Every token gives all its weight to itself.</source>
        <translation>每个词元把全部权重给自己。</translation>
    </message>
    <message>
        <source>Looking at the previous token, {heads}</source>
        <translation>只关注前一个词元，{heads}</translation>
    </message>
    <message>
        <source>Every token gives all its weight to the one before it; the first one to itself.</source>
        <translation>每个词元把全部权重给它前面的词元；第一个词元给自己。</translation>
    </message>
    <message>
        <source>Looking at the first token, {heads}</source>
        <translation>只关注第一个词元，{heads}</translation>
    </message>
    <message>
        <source>Every query gives all its weight to the first key.</source>
        <translation>每个查询把全部权重给第一个键。</translation>
    </message>
    <message>
        <source>This one weight is set, and the others of its row keep their proportions.</source>
        <translation>设定这一个权重，同一行的其他权重保持原来的比例。</translation>
    </message>
    <message>
        <source>Temperature {value}, {heads}</source>
        <translation>温度 {value}，{heads}</translation>
    </message>
    <message>
        <source>Scaled scores are divided by the temperature: below 1 attention gets sharper.</source>
        <translation>缩放后的分数除以温度：低于 1 时注意力更集中。</translation>
    </message>
    <message>
        <source>{place} skipped</source>
        <translation>跳过 {place}</translation>
    </message>
    <message>
        <source>This sublayer adds nothing: its output is 0.</source>
        <translation>这个子层不起作用：它的输出为 0。</translation>
    </message>
    <message>
        <source>{place} without residual connection</source>
        <translation>{place}：去掉残差连接</translation>
    </message>
    <message>
        <source>Only what this sublayer computes goes on; what went in is lost.</source>
        <translation>只有这个子层算出的结果继续向前；输入被丢掉。</translation>
    </message>
    <message>
        <source>{place} without LayerNorm</source>
        <translation>{place}：去掉层归一化</translation>
    </message>
    <message>
        <source>What goes into this LayerNorm comes out unchanged.</source>
        <translation>这个层归一化原样输出其输入。</translation>
    </message>
    <message>
        <source>Positional encoding off</source>
        <translation>关闭位置编码</translation>
    </message>
    <message>
        <source>The model no longer knows in which order the tokens stand.</source>
        <translation>模型不再知道词元的先后顺序。</translation>
    </message>
    <message>
        <source>Positions × {factor}, {stack}</source>
        <translation>位置 × {factor}，{stack}</translation>
    </message>
    <message>
        <source>Position vectors are multiplied by this factor, and weigh more or less.</source>
        <translation>位置向量乘以这个系数，作用变大或变小。</translation>
    </message>
    <message>
        <source>Position waves of base {base}, shifted by {shift}, {stack}</source>
        <translation>位置波：底数 {base}，平移 {shift}，{stack}</translation>
    </message>
    <message>
        <source>The position vectors are waves of another base, counted from another position.</source>
        <translation>位置向量改用另一个底数的波，并从另一个位置数起。</translation>
    </message>
    <message>
        <source>Positions reversed, {stack}</source>
        <translation>位置倒序，{stack}</translation>
    </message>
    <message>
        <source>The last token gets the first position vector, and so on.</source>
        <translation>最后一个词元得到第一个位置向量，依此类推。</translation>
    </message>
    <message>
        <source>Positions shuffled ({seed}), {stack}</source>
        <translation>位置打乱（第 {seed} 种），{stack}</translation>
    </message>
    <message>
        <source>Tokens get one another&apos;s position vectors, in a random order.</source>
        <translation>词元按随机顺序得到彼此的位置向量。</translation>
    </message>
    <message>
        <source>{token} without embedding</source>
        <translation>{token} 没有嵌入</translation>
    </message>
    <message>
        <source>The token&apos;s row of the table is 0: only its position is left.</source>
        <translation>这个词元在嵌入表中的那一行为 0：只剩下位置。</translation>
    </message>
    <message>
        <source>{token} embedded as number {by} of the vocabulary</source>
        <translation>{token} 换成词表第 {by} 号的嵌入</translation>
    </message>
    <message>
        <source>The token gets another token&apos;s row of the table and keeps its position.</source>
        <translation>这个词元得到另一个词元的嵌入行，位置不变。</translation>
    </message>
    <message>
        <source>Source tokens {first} and {second} swapped</source>
        <translation>源词元 {first} 和 {second} 互换</translation>
    </message>
    <message>
        <source>Each of the two gets the other&apos;s embedding, at its own position.</source>
        <translation>两个词元互换嵌入，各自的位置不变。</translation>
    </message>
    <message>
        <source>LayerNorm off</source>
        <translation>关闭层归一化</translation>
    </message>
    <message>
        <source>Weight {query} → {key} = {value}, {heads}</source>
        <translation>权重 {query} → {key} = {value}，{heads}</translation>
    </message>
    <message>
        <source>What goes into a LayerNorm comes out unchanged; its statistics are still shown.</source>
        <translation>层归一化原样输出，统计量照常显示。</translation>
    </message>
    <message>
        <source>Residual connections off</source>
        <translation>关闭残差连接</translation>
    </message>
    <message>
        <source>Only what a sublayer computes goes on; what went into it is lost.</source>
        <translation>只传子层的结果，子层的输入丢失。</translation>
    </message>
    <message>
        <source>Scaling off</source>
        <translation>关闭缩放</translation>
    </message>
    <message>
        <source>Scores are not divided by the root of the head&apos;s width: softmax gets harder.</source>
        <translation>分数不再除以头宽度的平方根：softmax 变得更尖锐。</translation>
    </message>
    <message>
        <source>encoder self-attention</source>
        <translation>编码器自注意力</translation>
    </message>
    <message>
        <source>decoder self-attention</source>
        <translation>解码器自注意力</translation>
    </message>
    <message>
        <source>every attention</source>
        <translation>所有注意力</translation>
    </message>
    <message>
        <source>every self-attention</source>
        <translation>所有自注意力</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>encoder and decoder</source>
        <translation>编码器和解码器</translation>
    </message>
    <message>
        <source>Source token {name}</source>
        <translation>源词元{name}</translation>
    </message>
    <message>
        <source>Decoder token {name}</source>
        <translation>解码器词元{name}</translation>
    </message>
    <message>
        <source>“{piece}”</source>
        <translation>“{piece}”</translation>
    </message>
    <message>
        <source>at position {position}</source>
        <translation>（位置 {position}）</translation>
    </message>
    <message>
        <source>{token} embedded as “{piece}”</source>
        <translation>{token}改用“{piece}”的嵌入</translation>
    </message>
    <message>
        <source>head {head} of layer {layer}, {attention}</source>
        <translation>第 {layer} 层第 {head} 头，{attention}</translation>
    </message>
    <message>
        <source>layer {layer}, {attention}</source>
        <translation>第 {layer} 层，{attention}</translation>
    </message>
    <message>
        <source>head {head} of every layer, {attention}</source>
        <translation>每层第 {head} 头，{attention}</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} silent, {attention}</source>
        <translation>静默{attention}第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>This head adds nothing: its output is 0 before the heads are put side by side.</source>
        <translation>此头不起作用：多头拼接前，其输出为 0。</translation>
    </message>
</context>
<context>
    <name>FlowDiagram</name>
    <message>
        <source>Flow through the layers; arrow keys choose the output token</source>
        <translation>各层之间的信息流；用方向键选择输出词元</translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message>
        <source>Nothing flows between tokens here: this model has no attention maps.</source>
        <translation>这里没有词元之间的信息流：此模型没有注意力图。</translation>
    </message>
    <message>
        <source>Encoder and decoder</source>
        <translation>编码器与解码器</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>注意力展开</translation>
    </message>
    <message>
        <source>Value norms</source>
        <translation>值向量范数</translation>
    </message>
    <message>
        <source>Rollout (Abnar and Zuidema 2020): mean of the heads, residuals as one half, layers multiplied; bands from {least} %.</source>
        <translation>注意力展开（Abnar 与 Zuidema 2020）：各头取平均，残差占一半，逐层相乘；只画不小于 {least}% 的色带。</translation>
    </message>
    <message>
        <source>Norms of αf(x) (Kobayashi et al. 2020) in place of the weights, as shares of a row, rolled out; bands from {least} %.</source>
        <translation>用 αf(x) 的范数（Kobayashi 等 2020）代替权重，按行取占比，再逐层展开；只画不小于 {least}% 的色带。</translation>
    </message>
    <message>
        <source>There is no output token whose flow could be followed.</source>
        <translation>没有可供追踪信息来源的输出词元。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源句</translation>
    </message>
    <message>
        <source>Output so far</source>
        <translation>已有输出</translation>
    </message>
    <message>
        <source>Layer {n}</source>
        <translation>第 {n} 层</translation>
    </message>
    <message>
        <source>Enc. {n}</source>
        <translation>编码 {n}</translation>
    </message>
    <message>
        <source>Dec. {n}</source>
        <translation>解码 {n}</translation>
    </message>
    <message>
        <source>Cross {n}</source>
        <translation>交叉 {n}</translation>
    </message>
    <message>
        <source>Nothing of any token reaches {token}.</source>
        <translation>没有任何词元的内容到达 {token}。</translation>
    </message>
    <message>
        <source>{token} ({share} %)</source>
        <translation>{token}（{share}%）</translation>
    </message>
    <message>
        <source>For {token} the flow comes mostly from {first}</source>
        <translation>流向 {token} 的信息主要来自 {first}</translation>
    </message>
    <message>
        <source>{sentence}, then from {others}</source>
        <translation>{sentence}，其次来自 {others}</translation>
    </message>
    <message>
        <source> and </source>
        <translation> 和 </translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>{sentence} The source gives {source} % of it, the output so far {target} %.</source>
        <translation>{sentence}其中源句占 {source}%，已有输出占 {target}%。</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>信息流</translation>
    </message>
</context>
<context>
    <name>Geometry</name>
    <message>
        <source>Axis {n}: {share} % of variance</source>
        <translation>第 {n} 轴：占方差的 {share}%</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源句</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>These numbers were typed by hand: there is no sentence to exchange.</source>
        <translation>这些数是手动输入的，没有可以更换的句子。</translation>
    </message>
    <message>
        <source>{word} (positions {here} and {there})</source>
        <translation>{word}（位置 {here} 与 {there}）</translation>
    </message>
    <message>
        <source>{word} with itself</source>
        <translation>{word} 与它自己</translation>
    </message>
    <message>
        <source>two different words, on average</source>
        <translation>两个不同的词，平均</translation>
    </message>
    <message>
        <source>{token} in both sentences: cosine {first} where the streams begin, {last} after layer {layers}.</source>
        <translation>{token} 在两个句子里：残差流开始处的余弦为 {first}，第 {layers} 层之后为 {last}。</translation>
    </message>
    <message>
        <source>Two different words of them end at {cosine} on average.</source>
        <translation>其中两个不同的词，最后平均为 {cosine}。</translation>
    </message>
    <message>
        <source>query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>key, with its weight</source>
        <translation>键（附权重）</translation>
    </message>
    <message>
        <source>Queries and keys in two dimensions</source>
        <translation>查询与键的二维投影</translation>
    </message>
    <message>
        <source>query {token}</source>
        <translation>查询 {token}</translation>
    </message>
    <message>
        <source>key {token}</source>
        <translation>键 {token}</translation>
    </message>
    <message>
        <source>Both axes keep {share} % of the variance of {count} queries and keys in {width} dimensions.</source>
        <translation>{count} 个查询与键位于 {width} 维空间；这两个轴保留了其方差的 {share}%。</translation>
    </message>
    <message>
        <source>Layer {layer}, head {head}. Choose a query (a circle, or up and down) to see which keys it finds.</source>
        <translation>第 {layer} 层第 {head} 头。选一个查询（点圆圈，或按上下键），看它关注哪些键。</translation>
    </message>
    <message>
        <source>Layer {layer}, head {head}: the query of {query} looks at nothing.</source>
        <translation>第 {layer} 层第 {head} 头：{query} 的查询不关注任何键。</translation>
    </message>
    <message>
        <source>Layer {layer}, head {head}: the query of {query} looks most at the key of {key} ({weight}).</source>
        <translation>第 {layer} 层第 {head} 头：{query} 的查询最关注 {key} 的键（{weight}）。</translation>
    </message>
    <message>
        <source>The vector of {token} is 0 everywhere, so it points nowhere.</source>
        <translation>{token} 的向量是零向量，没有方向。</translation>
    </message>
    <message>
        <source>A what-if gave {token} another vector. Nearest to that in the embedding table: {nearest} (cosine {cosine}); mean over all {count} tokens: {usual}.</source>
        <translation>一项干预给了 {token} 另一个向量。嵌入表中离它最近的是 {nearest}（余弦 {cosine}）；全部 {count} 个词元的平均为 {usual}。</translation>
    </message>
    <message>
        <source>Nearest to {token} in the embedding table: {nearest} (cosine {cosine}); mean over all {count} other tokens: {usual}.</source>
        <translation>嵌入表中离 {token} 最近的是 {nearest}（余弦 {cosine}）；其余全部 {count} 个词元的平均为 {usual}。</translation>
    </message>
    <message>
        <source>query along the key</source>
        <translation>查询在键方向上的投影</translation>
    </message>
    <message>
        <source>length of the query</source>
        <translation>查询的长度</translation>
    </message>
    <message>
        <source>length of the key</source>
        <translation>键的长度</translation>
    </message>
    <message>
        <source>angle in degrees</source>
        <translation>夹角（度）</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>dot product</source>
        <translation>点积</translation>
    </message>
    <message>
        <source>The query of {query} and the key of {key} in the plane that both lie in: lengths and angle are those of all {width} dimensions, so the dot product is the score {score}.</source>
        <translation>{query} 的查询与 {key} 的键，画在二者张成的平面里：长度与夹角都与全部 {width} 维中相同，因此点积就是分数 {score}。</translation>
    </message>
    <message>
        <source>The mask hides this key.</source>
        <translation>掩码遮住了这个键。</translation>
    </message>
    <message>
        <source>Scaled it is {scaled}, and the weight {weight}.</source>
        <translation>缩放后为 {scaled}，权重为 {weight}。</translation>
    </message>
    <message>
        <source>Moved by hand: a vector without length has no angle, and its product is 0.</source>
        <translation>手动拖动后：零向量没有夹角，点积为 0。</translation>
    </message>
    <message>
        <source>Moved by hand: {first} × {second} × cos {angle}° = {product}, no longer numbers of the model.</source>
        <translation>手动拖动后：{first} × {second} × cos {angle}° = {product}，不再是模型中的数。</translation>
    </message>
    <message>
        <source>layer {n}</source>
        <translation>第 {n} 层</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>between</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>end</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>The residual stream in two dimensions</source>
        <translation>残差流的二维投影</translation>
    </message>
    <message>
        <source>Both axes keep {share} % of the variance of all {count} vectors in {width} dimensions.</source>
        <translation>全部 {count} 个向量位于 {width} 维空间；这两个轴保留了其方差的 {share}%。</translation>
    </message>
    <message>
        <source>The stream begins here and goes on through {layers} layers.</source>
        <translation>残差流从这里开始，要经过 {layers} 层。</translation>
    </message>
    <message>
        <source>After layer {level} of {layers}, {token} is {distance} from where it began (cosine {cosine}).</source>
        <translation>第 {level} 层（共 {layers} 层）之后，{token} 与起点相距 {distance}（余弦 {cosine}）。</translation>
    </message>
    <message>
        <source>After layer {level} of {layers}, {token} has moved farthest: it is {distance} from where it began (cosine {cosine}).</source>
        <translation>第 {level} 层（共 {layers} 层）之后，{token} 移动得最远：与起点相距 {distance}（余弦 {cosine}）。</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>几何</translation>
    </message>
</context>
<context>
    <name>GeometryView</name>
    <message>
        <source>There are no vectors of tokens here: neither an embedding nor queries nor a stream.</source>
        <translation>这里没有词元的向量：没有嵌入，没有查询，也没有残差流。</translation>
    </message>
    <message>
        <source>Queries and keys</source>
        <translation>查询与键</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>近邻</translation>
    </message>
    <message>
        <source>Two sentences</source>
        <translation>两个句子</translation>
    </message>
    <message>
        <source>Dot product</source>
        <translation>点积</translation>
    </message>
    <message>
        <source>How alike are the vectors of one word in two sentences, layer by layer?</source>
        <translation>同一个词在两个句子里的向量，逐层有多相似？</translation>
    </message>
    <message>
        <source>Computing the second sentence …</source>
        <translation>正在计算第二个句子……</translation>
    </message>
    <message>
        <source>No word occurs in both sentences: use one of the first in the second.</source>
        <translation>没有词同时出现在两个句子里：请在第二个句子里用上第一个句子的词。</translation>
    </message>
</context>
<context>
    <name>HeadDetail</name>
    <message>
        <source>Map</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>q · k</source>
        <translation>q · k</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>滑动对比</translation>
    </message>
    <message>
        <source>All queries and keys of this head</source>
        <translation>这个头的所有查询与键</translation>
    </message>
    <message>
        <source>The selected row as bars, with its sum and its entropy; one weight can be set</source>
        <translation>用条形显示所选的行，附总和与熵；可设定一个权重</translation>
    </message>
    <message>
        <source>The selected query and key, dimension by dimension, up to their score</source>
        <translation>把所选的查询与键逐维相乘，直到得出分数</translation>
    </message>
    <message>
        <source>Two maps over each other, with a divider to drag between them</source>
        <translation>两张图上下叠放，拖动中间的分隔线进行对比</translation>
    </message>
</context>
<context>
    <name>HeadFigures</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Tokens looked at</source>
        <translation>关注的词元数</translation>
    </message>
    <message>
        <source>Distance looked</source>
        <translation>关注的距离</translation>
    </message>
    <message>
        <source>Share on the first token</source>
        <translation>首词元所占份额</translation>
    </message>
    <message>
        <source>Share on the end token</source>
        <translation>结束词元所占份额</translation>
    </message>
    <message>
        <source>Clearness of the pattern</source>
        <translation>模式的清晰程度</translation>
    </message>
    <message>
        <source>Effect of silencing</source>
        <translation>静默后的影响</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首词元</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束词元</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>静默影响</translation>
    </message>
    <message>
        <source>Distance: how many source tokens away from the straight line between the corners of the map a row looks, weighted by its weights.</source>
        <translation>距离：每行关注之处偏离图中对角线（两角连线）几个源词元，按权重加权平均。</translation>
    </message>
    <message>
        <source>2.7 is head 7 of layer 2. Each figure is the mean over the rows that may look at more than one token.</source>
        <translation>2.7 指第 2 层第 7 头。各项指标都是对可关注多个词元的各行取平均。</translation>
    </message>
    <message>
        <source>Entropy: −Σ w ln w of the weights w of a row, in nats; 0 where all weight lies on one token.</source>
        <translation>熵：一行权重 w 的 −Σ w ln w，单位为奈特；权重全在一个词元上时为 0。</translation>
    </message>
    <message>
        <source>Tokens: e to the power of the entropy; so many tokens, looked at evenly, have that entropy.</source>
        <translation>词元数：e 的熵次方；均匀关注这么多个词元时，熵恰为此值。</translation>
    </message>
    <message>
        <source>Distance: how many tokens away a row looks, weighted by its weights; 0 is the token itself.</source>
        <translation>距离：每行关注之处离自己几个词元，按权重加权平均；0 即词元自身。</translation>
    </message>
    <message>
        <source>First: the share of the weight that lies on the first token.</source>
        <translation>首词元：落在第一个词元上的权重份额。</translation>
    </message>
    <message>
        <source>End: the share of the weight that lies on the end token.</source>
        <translation>结束词元：落在结束词元上的权重份额。</translation>
    </message>
    <message>
        <source>Pattern: the place that gets at least 40 % of the weight; else “one token” where the largest weight of a row is 60 % on average, else “broad”.</source>
        <translation>模式：得到至少 40% 权重的位置；若没有，而每行最大权重平均达 60%，记为“单个词元”；其余记为“分散”。</translation>
    </message>
    <message>
        <source>Silenced: change of the log-probability of the present output, summed over its tokens, in nats, when this head alone is silenced.</source>
        <translation>静默影响：只静默这一个头时，当前输出的对数概率（各词元之和）变化多少，单位为奈特。</translation>
    </message>
    <message>
        <source>Smallest effect first, in nats.</source>
        <translation>影响最小的在前，单位为奈特。</translation>
    </message>
    <message>
        <source>Largest effect first, in nats.</source>
        <translation>影响最大的在前，单位为奈特。</translation>
    </message>
    <message>
        <source>Lowest first.</source>
        <translation>最小的在前。</translation>
    </message>
    <message>
        <source>Highest first.</source>
        <translation>最大的在前。</translation>
    </message>
    <message>
        <source>2.7 is head 7 of layer 2.</source>
        <translation>2.7 指第 2 层第 7 头。</translation>
    </message>
    <message>
        <source>Silencing one head after another: {done} of {count} heads</source>
        <translation>正在逐个静默各头：{done} / {count}</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>前一个</translation>
    </message>
    <message>
        <source>next</source>
        <translation>后一个</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>first</source>
        <translation>首词元</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束词元</translation>
    </message>
    <message>
        <source>one token</source>
        <translation>单个词元</translation>
    </message>
    <message>
        <source>broad</source>
        <translation>分散</translation>
    </message>
    <message>
        <source>no choice</source>
        <translation>别无选择</translation>
    </message>
    <message>
        <source>entropy {nats} nats = {tokens} tokens · distance {distance} · first {first} %</source>
        <translation>熵 {nats} 奈特 = {tokens} 个词元 · 距离 {distance} · 首词元 {first}%</translation>
    </message>
    <message>
        <source>{figures}, end {end} %</source>
        <translation>{figures}，结束词元 {end}%</translation>
    </message>
</context>
<context>
    <name>HeadGrid</name>
    <message>
        <source>Layer {n}</source>
        <translation>第 {n} 层</translation>
    </message>
    <message>
        <source>Head {n}</source>
        <translation>头 {n}</translation>
    </message>
    <message>
        <source>Attention maps of {layers} layers with {heads} heads</source>
        <translation>{layers} 层、每层 {heads} 个头的注意力图</translation>
    </message>
</context>
<context>
    <name>HeadPair</name>
    <message>
        <source>{query} → {key}: {count} products add up to the score {score}</source>
        <translation>{query} → {key}：{count} 个乘积相加得到分数 {score}</translation>
    </message>
    <message>
        <source>; ÷ √d_k = {divisor} gives {scaled}</source>
        <translation>；÷ √d_k = {divisor} 得 {scaled}</translation>
    </message>
    <message>
        <source>, which a what-if makes {value}</source>
        <translation>，干预将其变为 {value}</translation>
    </message>
    <message>
        <source>dimension {number}: {query} × {key} = {product}, so far {sum}</source>
        <translation>第 {number} 维：{query} × {key} = {product}，累计 {sum}</translation>
    </message>
    <message>
        <source>{few} of {count} dimensions make up half of all that is added and taken away</source>
        <translation>{count} 维中只需 {few} 维就占全部增减量的一半</translation>
    </message>
    <message>
        <source>; the mask closes the cell, so the weight is {weight}</source>
        <translation>；此格已被掩码，故权重为 {weight}</translation>
    </message>
    <message>
        <source>; the mask puts a finite number in its place, and softmax makes it {weight}</source>
        <translation>；掩码以一个有限的数取代它，经 softmax 得 {weight}</translation>
    </message>
    <message>
        <source>; softmax over the row gives {softmax}, which a what-if makes {weight}</source>
        <translation>；对整行做 softmax 得 {softmax}，干预将其变为 {weight}</translation>
    </message>
    <message>
        <source>; softmax over the row makes it the weight {weight}</source>
        <translation>；对整行做 softmax 后成为权重 {weight}</translation>
    </message>
</context>
<context>
    <name>HeadPairPage</name>
    <message>
        <source>query {token}</source>
        <translation>查询 {token}</translation>
    </message>
    <message>
        <source>key {token}</source>
        <translation>键 {token}</translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>按维度</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>按大小</translation>
    </message>
</context>
<context>
    <name>HeadRow</name>
    <message>
        <source>{query}: nothing is left to look at, so all weights of the row are 0.</source>
        <translation>{query}：没有可看的词元，因此该行权重全为 0。</translation>
    </message>
    <message>
        <source>{query}: the weights add up to {sum}; entropy {entropy}</source>
        <translation>{query}：权重之和为 {sum}；熵 {entropy}</translation>
    </message>
    <message>
        <source>{row}; without the changes {entropy}</source>
        <translation>{row}；无干预时 {entropy}</translation>
    </message>
    <message>
        <source>{nats} nats = {tokens} tokens</source>
        <translation>{nats} 奈特 = {tokens} 个词元</translation>
    </message>
    <message>
        <source>{query}: the values of the row add up to {sum}</source>
        <translation>{query}：该行数值之和为 {sum}</translation>
    </message>
</context>
<context>
    <name>HeadRowPage</name>
    <message>
        <source>without the changes</source>
        <translation>无干预时</translation>
    </message>
    <message>
        <source>The mask closes this cell, so its weight cannot be set.</source>
        <translation>此格已被掩码，因此不能设置其权重。</translation>
    </message>
    <message>
        <source>Sets this weight; the others of the row keep their proportions. One in a row can be set.</source>
        <translation>设定这个权重；同一行的其余权重保持比例。每行只能设定一个。</translation>
    </message>
    <message>
        <source>Weight of {key}</source>
        <translation>{key} 的权重</translation>
    </message>
    <message>
        <source>The weight of {key} is set to {value}: let the head choose it again</source>
        <translation>{key} 的权重已设为 {value}：改回由这个头自己决定</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>撤去</translation>
    </message>
</context>
<context>
    <name>HeadSection</name>
    <message>
        <source>all tokens alike</source>
        <translation>均匀关注所有词元</translation>
    </message>
    <message>
        <source>the token itself</source>
        <translation>词元自身</translation>
    </message>
    <message>
        <source>the previous token</source>
        <translation>前一个词元</translation>
    </message>
    <message>
        <source>the first token</source>
        <translation>第一个词元</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Heads and temperature</source>
        <translation>头与温度</translation>
    </message>
    <message>
        <source>what it chooses</source>
        <translation>由它自己决定</translation>
    </message>
</context>
<context>
    <name>HeadSteppers</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer before</source>
        <translation>上一层</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>下一层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Head before</source>
        <translation>上一个头</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>下一个头</translation>
    </message>
</context>
<context>
    <name>HeadToggles</name>
    <message>
        <source>Heads whose lines are drawn</source>
        <translation>画出连线的头</translation>
    </message>
    <message>
        <source>Click: head on or off. Shift and click: this head alone. Arrow keys and Space do the same.</source>
        <translation>点击：打开或关闭这个头。按住 Shift 点击：只看这个头。方向键和空格也可以。</translation>
    </message>
    <message>
        <source>Head {n} is drawn</source>
        <translation>头 {n}：画出</translation>
    </message>
    <message>
        <source>Head {n} is not drawn</source>
        <translation>头 {n}：不画</translation>
    </message>
    <message>
        <source>Head {n} is drawn; its output goes nowhere</source>
        <translation>头 {n}：画出；已静默，其输出不再往下传</translation>
    </message>
    <message>
        <source>Head {n} is not drawn; its output goes nowhere</source>
        <translation>头 {n}：不画；已静默，其输出不再往下传</translation>
    </message>
</context>
<context>
    <name>HeadTools</name>
    <message>
        <source>Sort: {figure} ▾</source>
        <translation>排序：{figure} ▾</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>按词</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Unmark</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>The order of the heads; the same again turns it round</source>
        <translation>各头的排列次序；再选同一项则倒序</translation>
    </message>
    <message>
        <source>A table of what is measured of each head, in place of the maps</source>
        <translation>用表格列出每个头的各项指标，代替注意力图</translation>
    </message>
    <message>
        <source>Join pieces into words: weights are added up over the pieces looked at and averaged over those that ask. Chinese is read character by character and stays so.</source>
        <translation>把词元合成词：被关注的词元，权重相加；作查询的词元，权重取平均。中文逐字读入，保持逐字。</translation>
    </message>
    <message>
        <source>Copy the table, for a spreadsheet</source>
        <translation>复制表格，可粘贴到电子表格</translation>
    </message>
    <message>
        <source>See one head again</source>
        <translation>回到只看一个头</translation>
    </message>
</context>
<context>
    <name>HeadWipe</name>
    <message>
        <source>Before | now</source>
        <translation>干预前 | 现在</translation>
    </message>
    <message>
        <source>Score | weight</source>
        <translation>分数 | 权重</translation>
    </message>
    <message>
        <source>left: {name}</source>
        <translation>左：{name}</translation>
    </message>
    <message>
        <source>right: {name}</source>
        <translation>右：{name}</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>已掩码</translation>
    </message>
    <message>
        <source>{query} → {key}: left, {first} {left}; right, {second} {right}</source>
        <translation>{query} → {key}：左侧为{first} {left}；右侧为{second} {right}</translation>
    </message>
    <message>
        <source>{quantity} without the changes</source>
        <translation>无干预时的{quantity}</translation>
    </message>
    <message>
        <source>{quantity} now</source>
        <translation>现在的{quantity}</translation>
    </message>
</context>
<context>
    <name>HeadsPanel</name>
    <message>
        <source>Figures of the heads</source>
        <translation>各头的指标</translation>
    </message>
    <message>
        <source>Mark another head to see both as one: Ctrl+click, or X.</source>
        <translation>再标记一个头（Ctrl+单击，或按 X），即可把两个头合起来看。</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Matrix of {rows} rows and {columns} columns</source>
        <translation>{rows} 行 {columns} 列的矩阵</translation>
    </message>
    <message>
        <source>No cell is selected. Arrow keys select one.</source>
        <translation>未选中格子，用方向键选择。</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {value}</source>
        <translation>行 {row}，列 {column}：{value}</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>已遮住</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>While a text line has the keyboard, keys write text; Esc leaves the line.</source>
        <translation>光标在输入框中时，按键用于输入文字；按 Esc 离开输入框。</translation>
    </message>
</context>
<context>
    <name>InputBar</name>
    <message>
        <source>This part reads the board&apos;s numbers; type a sentence for a whole model</source>
        <translation>这个部件读取黑板上的数；输入句子则换用整个模型</translation>
    </message>
    <message>
        <source>Type a sentence in Chinese or English</source>
        <translation>输入一句中文或英文</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Direction of the translation</source>
        <translation>翻译方向</translation>
    </message>
    <message>
        <source>This model has not learned to translate, so it has no direction</source>
        <translation>这个模型没有学过翻译，因此没有方向</translation>
    </message>
    <message>
        <source>Examples ▾</source>
        <translation>例句 ▾</translation>
    </message>
    <message>
        <source>Given continuation</source>
        <translation>指定后文</translation>
    </message>
    <message>
        <source>Continuation</source>
        <translation>后文</translation>
    </message>
    <message>
        <source>Type how the sentence goes on; empty means that the decoder writes it</source>
        <translation>输入句子的后文；留空则由解码器自己写</translation>
    </message>
    <message>
        <source>Given target</source>
        <translation>指定译文</translation>
    </message>
    <message>
        <source>No direction</source>
        <translation>无方向</translation>
    </message>
    <message>
        <source>Feed the decoder a sentence of yours instead of its own words (teacher forcing)</source>
        <translation>让解码器读入你给的译文，而不是它自己的输出（教师强制，teacher forcing）</translation>
    </message>
    <message>
        <source>Decoder is fed</source>
        <translation>解码器输入</translation>
    </message>
    <message>
        <source>Type the target sentence; empty means that the decoder writes its own</source>
        <translation>输入目标句；留空则由解码器自行生成</translation>
    </message>
    <message>
        <source>Target sentence</source>
        <translation>目标句</translation>
    </message>
    <message>
        <source>中 → EN</source>
        <translation>中 → 英</translation>
    </message>
    <message>
        <source>EN → 中</source>
        <translation>英 → 中</translation>
    </message>
    <message>
        <source>Auto: {direction}</source>
        <translation>自动：{direction}</translation>
    </message>
    <message>
        <source>{choice} ▾</source>
        <translation>{choice} ▾</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Arithmetic</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Copy ▾</source>
        <translation>复制 ▾</translation>
    </message>
    <message>
        <source>Copy the arithmetic</source>
        <translation>复制算式</translation>
    </message>
</context>
<context>
    <name>JoinedWords</name>
    <message>
        <source>Shown piece by piece: lengths of pieces do not add up to that of a word.</source>
        <translation>仍按词元显示：各词元的长度相加并不等于整词的长度。</translation>
    </message>
    <message>
        <source>Shown piece by piece: scores of pieces do not add up to that of a word.</source>
        <translation>仍按词元显示：各词元的分数相加并不等于整词的分数。</translation>
    </message>
    <message>
        <source>Every token is a word of its own here; Chinese is read character by character.</source>
        <translation>这里每个词元各自成词；中文逐字读入。</translation>
    </message>
    <message>
        <source>Words: added up over the pieces looked at, averaged over those that ask; Chinese stays in characters.</source>
        <translation>按词：被关注的词元相加，作查询的词元取平均；中文保持逐字。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The mean of {count} heads (layer.head): {heads}</source>
        <translation>{count} 个头的平均（层.头）：{heads}</translation>
    </message>
    <message>
        <source>In each cell the largest change among {count} heads (layer.head): {heads}</source>
        <translation>每格取 {count} 个头中变化最大的值（层.头）：{heads}</translation>
    </message>
    <message>
        <source>In each cell the largest of {count} heads (layer.head): {heads}</source>
        <translation>每格取 {count} 个头中最大的值（层.头）：{heads}</translation>
    </message>
    <message>
        <source>{query} → {key}: {value}</source>
        <translation>{query} → {key}：{value}</translation>
    </message>
    <message>
        <source>{sentence}; the row adds up to {sum}</source>
        <translation>{sentence}；该行之和为 {sum}</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Legend: colours from {low} to {high}</source>
        <translation>图例：颜色从 {low} 到 {high}</translation>
    </message>
</context>
<context>
    <name>Lens</name>
    <message>
        <source>rank {rank}</source>
        <translation>第 {rank} 名</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>{place}: “{best}” has probability {share}, and is finally chosen</source>
        <translation>{place}：“{best}”的概率为 {share}，也是最终选中的词元</translation>
    </message>
    <message>
        <source>{place}: “{best}” has probability {share}; “{final}”, finally chosen, has {chance} (rank {rank})</source>
        <translation>{place}：“{best}”的概率为 {share}；最终选中的“{final}”为 {chance}（第 {rank} 名）</translation>
    </message>
    <message>
        <source>Read off the embedding alone, “{token}” is already the most probable token ({first} %).</source>
        <translation>仅从嵌入读出时，“{token}”就已经是最可能的词元（{first}%）。</translation>
    </message>
    <message>
        <source>From layer {place} on, “{token}” stays the most probable token: {first} % there, {last} % at the end.</source>
        <translation>从第 {place} 层起，“{token}”一直是最可能的词元：在那里为 {first}%，最后为 {last}%。</translation>
    </message>
    <message>
        <source>Only the last layer decides for “{token}” ({last} %); before it, “{other}” was ahead with {ahead} %.</source>
        <translation>直到最后一层才决定选“{token}”（{last}%）；在它之前，“{other}”以 {ahead}% 领先。</translation>
    </message>
    <message>
        <source>Decided before the last layer: {early} of {count} tokens.</source>
        <translation>在最后一层之前就已决定的词元：{count} 个中有 {early} 个。</translation>
    </message>
    <message>
        <source>Logit lens</source>
        <translation>Logit 透镜</translation>
    </message>
</context>
<context>
    <name>LensView</name>
    <message>
        <source>This model writes nothing: it has no decoder whose layers an output layer could read.</source>
        <translation>这个模型不输出任何词元：它没有可供输出层读取的解码器层。</translation>
    </message>
    <message>
        <source>The most probable token at every place</source>
        <translation>每个位置上最可能的词元</translation>
    </message>
    <message>
        <source>probability in %, ✓ the final token</source>
        <translation>概率（%），✓ 为最终词元</translation>
    </message>
    <message>
        <source>{count} best candidates for “{token}”</source>
        <translation>“{token}”的 {count} 个最佳候选</translation>
    </message>
    <message>
        <source>“{token}”: probability and rank; dashed: decided</source>
        <translation>“{token}”：概率与名次；虚线：由此确定</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>No head is chosen, so no line is shown.</source>
        <translation>没有选择任何头，所以不显示连线。</translation>
    </message>
    <message>
        <source>{drawn} of {all} lines are shown</source>
        <translation>显示 {all} 条连线中的 {drawn} 条</translation>
    </message>
    <message>
        <source>{drawn} of {all} lines of this token are shown</source>
        <translation>显示这个词元 {all} 条连线中的 {drawn} 条</translation>
    </message>
    <message>
        <source>{sentence}, the others weigh less than {threshold} %</source>
        <translation>{sentence}，其余的权重低于 {threshold}%</translation>
    </message>
    <message>
        <source>{sentence}; masked: {masked}</source>
        <translation>{sentence}；已掩码：{masked}</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>Layer {layer}: choose a head to see its lines.</source>
        <translation>第 {layer} 层：选择一个头以查看它的连线。</translation>
    </message>
    <message>
        <source>{count} heads of layer {layer}: the heaviest line is {query} → {key} of head {head}, {weight}.</source>
        <translation>第 {layer} 层的 {count} 个头：权重最大的连线是第 {head} 头的 {query} → {key}，{weight}。</translation>
    </message>
    <message>
        <source>Click a token, or move with the arrow keys, to see its lines alone.</source>
        <translation>点击一个词元，或用方向键移动，即可只看它的连线。</translation>
    </message>
    <message>
        <source>head {n}: {weight}</source>
        <translation>头 {n}：{weight}</translation>
    </message>
    <message>
        <source>{query} → {key}: {weights}</source>
        <translation>{query} → {key}：{weights}</translation>
    </message>
    <message>
        <source>{query} looks most at {key}: {weight}, mean of {count} heads.</source>
        <translation>{query} 最关注 {key}：{weight}（{count} 个头的平均）。</translation>
    </message>
    <message>
        <source>{key} is looked at most by {query}: {weight}, mean of {count} heads.</source>
        <translation>最关注 {key} 的是 {query}：{weight}（{count} 个头的平均）。</translation>
    </message>
</context>
<context>
    <name>LinesView</name>
    <message>
        <source>Lines of all heads</source>
        <translation>所有头的连线</translation>
    </message>
    <message>
        <source>Lines of the selected head only</source>
        <translation>只画选中的头的连线</translation>
    </message>
    <message>
        <source>Higher threshold</source>
        <translation>提高阈值</translation>
    </message>
    <message>
        <source>Lower threshold</source>
        <translation>降低阈值</translation>
    </message>
    <message>
        <source>Rows or columns</source>
        <translation>两行或两列</translation>
    </message>
    <message>
        <source>No lines can be drawn: this model has no attention maps.</source>
        <translation>画不出连线：这个模型没有注意力图。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>两列</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>两行</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer before</source>
        <translation>上一层</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>下一层</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Only this</source>
        <translation>只看此头</translation>
    </message>
    <message>
        <source>Show all tokens</source>
        <translation>显示所有词元</translation>
    </message>
    <message>
        <source>Draw the lines of all heads</source>
        <translation>画出所有头的连线</translation>
    </message>
    <message>
        <source>Draw the lines of the selected head only; , and . go to another one</source>
        <translation>只画选中的头的连线；按 , 和 . 换到别的头</translation>
    </message>
    <message>
        <source>Smallest weight that is drawn, in percent</source>
        <translation>画出的最小权重（百分比）</translation>
    </message>
    <message>
        <source>Threshold {percent} %</source>
        <translation>阈值 {percent}%</translation>
    </message>
    <message>
        <source>{caption} {count}</source>
        <translation>{caption}{count}</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>连线</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>Log</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Return to it</source>
        <translation>回到这一项</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Return to the current entry</source>
        <translation>回到当前项</translation>
    </message>
    <message>
        <source>Mark the current entry, or no longer</source>
        <translation>标记当前项，或取消标记</translation>
    </message>
    <message>
        <source>Log of what was tried</source>
        <translation>尝试记录</translation>
    </message>
    <message>
        <source>The current entry in full</source>
        <translation>当前条目全文</translation>
    </message>
    <message>
        <source>Unmark</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Mark to compare</source>
        <translation>标记以供比较</translation>
    </message>
    <message>
        <source>Nothing was tried yet: every setting from now on is written down here.</source>
        <translation>还没有任何尝试：从现在起，每种设置都会记在这里。</translation>
    </message>
    <message>
        <source>Enter or a click returns to a setting. Two marked ones stand on the page A | B. The last {most} are kept.</source>
        <translation>按回车或单击即可回到某个设置。标记的两项会出现在“A | B”页。最多保留最近 {most} 项。</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>tried at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>what was tried</source>
        <translation>尝试内容</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>用时（秒）</translation>
    </message>
    <message>
        <source>Δ log P</source>
        <translation>Δ log P</translation>
    </message>
    <message>
        <source>No. {number}: {setting}. Output: {output}</source>
        <translation>第 {number} 项：{setting}。输出：{output}</translation>
    </message>
    <message>
        <source>The what-ifs change the log-probability of this output by {change}.</source>
        <translation>这些干预使该输出的对数概率变化了 {change}。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Computing …</source>
        <translation>正在计算……</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>正在加载模型……</translation>
    </message>
</context>
<context>
    <name>MapGrid</name>
    <message>
        <source>off</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Attention maps of {layers} layers with {heads} heads</source>
        <translation>{layers} 层、每层 {heads} 个头的注意力图</translation>
    </message>
    <message>
        <source>No map is selected. Arrow keys select one.</source>
        <translation>未选中任何图，用方向键选择。</translation>
    </message>
    <message>
        <source>Layer {layer}, head {head} is selected</source>
        <translation>已选中第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>{selected}; it is switched off</source>
        <translation>{selected}；已静默</translation>
    </message>
    <message>
        <source>{selected}; it is marked</source>
        <translation>{selected}；已标记</translation>
    </message>
</context>
<context>
    <name>MaskSection</name>
    <message>
        <source>Local window</source>
        <translation>局部窗口</translation>
    </message>
    <message>
        <source>Valid length</source>
        <translation>有效长度</translation>
    </message>
    <message>
        <source>Masked score</source>
        <translation>掩码填充值</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Paint a mask …</source>
        <translation>手绘掩码…</translation>
    </message>
    <message>
        <source>On the page “Masks” single cells are closed and opened, of one head or of many.</source>
        <translation>在“掩码”页上可以逐格关闭或开放，作用于一个头或多个头。</translation>
    </message>
    <message>
        <source>itself and {n} on either side</source>
        <translation>自身及两侧各 {n} 个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>itself only</source>
        <translation>仅自身</translation>
    </message>
    <message>
        <source>−∞, as usual</source>
        <translation>−∞（照常）</translation>
    </message>
    <message>
        <source>{n} of {length} tokens</source>
        <translation>{length} 个词元中的 {n} 个</translation>
    </message>
    <message>
        <source>all {length} tokens</source>
        <translation>全部 {length} 个词元</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>may look</source>
        <translation>可以看</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>causal</source>
        <translation>因果</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>painted closed</source>
        <translation>手绘关闭</translation>
    </message>
    <message>
        <source>painted open</source>
        <translation>手绘开放</translation>
    </message>
    <message>
        <source>another what-if</source>
        <translation>其他干预</translation>
    </message>
    <message>
        <source>{query} may look at {key}.</source>
        <translation>{query} 可以看 {key}。</translation>
    </message>
    <message>
        <source>{query} may not look at {key}: it is padding.</source>
        <translation>{query} 不能看 {key}：那是填充。</translation>
    </message>
    <message>
        <source>{query} may not look at {key}: it comes later.</source>
        <translation>{query} 不能看 {key}：它在后面。</translation>
    </message>
    <message>
        <source>{query} may not look at {key}: it is padding, and it comes later.</source>
        <translation>{query} 不能看 {key}：那是填充，而且在后面。</translation>
    </message>
    <message>
        <source>{query} may not look at {key}: it is painted closed.</source>
        <translation>{query} 不能看 {key}：这一格已手绘为关闭。</translation>
    </message>
    <message>
        <source>{query} may look at {key}: it is painted open.</source>
        <translation>{query} 可以看 {key}：这一格已手绘为开放。</translation>
    </message>
    <message>
        <source>{query} may not look at {key}: another what-if closes it.</source>
        <translation>{query} 不能看 {key}：被另一项干预关闭。</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Diagonal</source>
        <translation>对角线</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>This head</source>
        <translation>这个头</translation>
    </message>
    <message>
        <source>This layer</source>
        <translation>这一层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
</context>
<context>
    <name>MasksView</name>
    <message>
        <source>This model has no masks to paint on.</source>
        <translation>此模型没有可供手绘的掩码。</translation>
    </message>
    <message>
        <source>Erase all</source>
        <translation>全部擦除</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer}: {closed} of {all} cells are closed, {painted} of them by paint.</source>
        <translation>第 {layer} 层第 {head} 头：{all} 格中有 {closed} 格关闭，其中 {painted} 格是手绘的。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{text} Nothing is left to look at for {rows}: softmax has nothing to share out, so these weights are 0.</source>
        <translation>{text}{rows} 已无词元可看：softmax 没有可分配的，因此这些权重为 0。</translation>
    </message>
    <message>
        <source>{text} Nothing is left to look at for {rows}: one finite number stands in all cells, so softmax shares the row out evenly, {weight} each.</source>
        <translation>{text}{rows} 已无词元可看：整行各格都是同一个有限的数，因此 softmax 平均分配，每格 {weight}。</translation>
    </message>
    <message>
        <source>Drag over cells to paint them, or go to one with the arrow keys and press Enter.</source>
        <translation>拖过单元格即可绘制，或用方向键选中一格后按回车。</translation>
    </message>
    <message>
        <source>{sentence} Its weight is {weight}.</source>
        <translation>{sentence}权重为 {weight}。</translation>
    </message>
</context>
<context>
    <name>MatrixActions</name>
    <message>
        <source>Copy matrix as CSV</source>
        <translation>将矩阵复制为 CSV</translation>
    </message>
    <message>
        <source>Copy matrix as NumPy</source>
        <translation>将矩阵复制为 NumPy</translation>
    </message>
    <message>
        <source>Hide selected cell, then row, then all</source>
        <translation>隐藏所选单元格，再按隐藏整行、全部</translation>
    </message>
    <message>
        <source>Hide every new output</source>
        <translation>隐藏每一步的新输出</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>揭晓</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Look from farther away</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Whole matrix</source>
        <translation>整个矩阵</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Chinese and English, post-norm</source>
        <translation>中英互译，后归一化</translation>
    </message>
    <message>
        <source>Chinese and English, pre-norm</source>
        <translation>中英互译，前归一化</translation>
    </message>
    <message>
        <source>Hand-sized, untrained</source>
        <translation>黑板模型，未训练</translation>
    </message>
    <message>
        <source>One part by itself</source>
        <translation>单个部件</translation>
    </message>
</context>
<context>
    <name>NeighbourPage</name>
    <message>
        <source>cosine; dashed: mean over all tokens</source>
        <translation>余弦；虚线：全部词元的平均</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
</context>
<context>
    <name>Norm</name>
    <message>
        <source>LayerNorm</source>
        <translation>层归一化</translation>
    </message>
</context>
<context>
    <name>NormView</name>
    <message>
        <source>This model has no norm that measures a deviation.</source>
        <translation>此模型没有计算标准差的归一化。</translation>
    </message>
    <message>
        <source>layer, sublayer</source>
        <translation>子层</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>deviation before</source>
        <translation>归一化前的标准差</translation>
    </message>
    <message>
        <source>gamma, the stretch</source>
        <translation>γ：缩放</translation>
    </message>
    <message>
        <source>beta, the shift</source>
        <translation>β：平移</translation>
    </message>
    <message>
        <source>self</source>
        <translation>自注意</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>交叉</translation>
    </message>
    <message>
        <source>feed</source>
        <translation>前馈</translation>
    </message>
    <message>
        <source>final</source>
        <translation>最终</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>mean after</source>
        <translation>输出均值</translation>
    </message>
    <message>
        <source>dev. after</source>
        <translation>输出标准差</translation>
    </message>
    <message>
        <source>{token} before</source>
        <translation>{token} 归一化前</translation>
    </message>
    <message>
        <source>{token} after</source>
        <translation>{token} 归一化后</translation>
    </message>
    <message>
        <source>Switched off: what comes out is what goes in. It would have divided {token} by {deviation}.</source>
        <translation>已关闭：输出即输入。本应把 {token} 除以 {deviation}。</translation>
    </message>
    <message>
        <source>{token} is divided by its deviation {deviation}; after gamma and beta its mean is {mean} and its deviation {after}.</source>
        <translation>{token} 除以其标准差 {deviation}；经 γ 与 β 之后，均值为 {mean}，标准差为 {after}。</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>OutputsPage</name>
    <message>
        <source>Probability of each token of the output</source>
        <translation>输出中每个词元的概率</translation>
    </message>
</context>
<context>
    <name>PositionSection</name>
    <message>
        <source>encoder and decoder</source>
        <translation>编码器和解码器</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>底数</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Whose positions</source>
        <translation>作用范围</translation>
    </message>
    <message>
        <source>shuffled, {n}</source>
        <translation>打乱（第 {n} 种）</translation>
    </message>
    <message>
        <source>as they stand</source>
        <translation>原顺序</translation>
    </message>
    <message>
        <source>reversed</source>
        <translation>倒序</translation>
    </message>
</context>
<context>
    <name>Positions</name>
    <message>
        <source>dim. {number}</source>
        <translation>第 {number} 维</translation>
    </message>
    <message>
        <source>Position {there} is beyond this sentence; choose another shift.</source>
        <translation>位置 {there} 超出了这句话；请换一个平移量。</translation>
    </message>
    <message>
        <source>Turning every pair of position {here} by its own angle gives position {there}: the largest difference is {error}.</source>
        <translation>把位置 {here} 的每一对各自旋转相应角度，就得到位置 {there}：最大差异为 {error}。</translation>
    </message>
    <message>
        <source>dims. {sine} and {cosine}</source>
        <translation>第 {sine}、{cosine} 维</translation>
    </message>
    <message>
        <source>turned by {angle}°</source>
        <translation>旋转 {angle}°</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置编码</translation>
    </message>
</context>
<context>
    <name>PositionsView</name>
    <message>
        <source>This model has no positions that are added to its tokens.</source>
        <translation>此模型没有加到词元上的位置编码。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Dot products</source>
        <translation>点积</translation>
    </message>
    <message>
        <source>Shift as rotation</source>
        <translation>平移即旋转</translation>
    </message>
    <message>
        <source>Token + position</source>
        <translation>词元 + 位置</translation>
    </message>
    <message>
        <source>Swap two words</source>
        <translation>交换两个词</translation>
    </message>
    <message>
        <source>Each row is one position: fast waves at the left, slow ones at the right.</source>
        <translation>每一行是一个位置：左边的波变化快，右边的波变化慢。</translation>
    </message>
    <message>
        <source>Each row is one position: a vector that was learned in training.</source>
        <translation>每一行是一个位置：训练中学到的一个向量。</translation>
    </message>
    <message>
        <source>Each dimension is a wave over the positions; the dots are this sentence&apos;s.</source>
        <translation>每一维都是沿位置变化的一条波；圆点是这句话的数值。</translation>
    </message>
    <message>
        <source>Each dimension has one learned number for each position.</source>
        <translation>每一维在每个位置上都有一个学到的数。</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>How alike two positions are, as the dot product of their vectors.</source>
        <translation>两个位置的相似程度，用它们向量的点积表示。</translation>
    </message>
    <message>
        <source>Near positions are more alike: the dot product of 0 with 1 is {near}, of 0 with {last} it is {far}.</source>
        <translation>相近的位置更相似：位置 0 与 1 的点积为 {near}，与 {last} 的点积为 {far}。</translation>
    </message>
    <message>
        <source>The dot product of position 0 with 1 is {near}, with {last} it is {far}.</source>
        <translation>位置 0 与 1 的点积为 {near}，与 {last} 的点积为 {far}。</translation>
    </message>
    <message>
        <source>A shift by k positions turns every sine/cosine pair by k times its frequency, wherever it starts.</source>
        <translation>平移 k 个位置，就是把每一对正弦/余弦旋转其频率的 k 倍，与起点无关。</translation>
    </message>
    <message>
        <source>Every token&apos;s vector, times the root of the width, plus that of its position.</source>
        <translation>每个词元的向量乘以宽度的平方根，再加上其位置的向量。</translation>
    </message>
    <message>
        <source>The same words in another order, with positions and without.</source>
        <translation>同样的词换了次序：有位置编码与没有位置编码。</translation>
    </message>
    <message>
        <source>This model writes no output; what it makes of each word is compared.</source>
        <translation>该模型没有输出；这里比较它为每个词算出的向量。</translation>
    </message>
    <message>
        <source>Without positions a word gets the same vector wherever it stands (moved by at most {without} %): attention alone adds up over a set, which has no order. With positions it is up to {with_} %.</source>
        <translation>没有位置编码时，一个词无论出现在哪里都得到同样的向量（最多偏移 {without}%）：注意力只是对一个集合求和，而集合没有次序。有位置编码时，偏移可达 {with_}%。</translation>
    </message>
    <message>
        <source>Even without positions the order shows (moved by up to {without} %): something else goes by place, such as a mask that hides later words. With positions it is up to {with_} %.</source>
        <translation>即使没有位置编码，次序也有影响（最多偏移 {without} %）：另有与位置有关的东西，例如遮住后面词的掩码。有位置编码时最多偏移 {with_} %。</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>dimension</source>
        <translation>维度</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>A whole model</source>
        <translation>完整模型</translation>
    </message>
    <message>
        <source>An encoder and a decoder of one layer each, 8 wide, with 2 heads of 4, over the characters of the sentence. It has learned nothing, so what it writes means nothing; but every step is computed as in a large model, from numbers of one decimal. Make it 6 wide and check the positions: 10000^(2/6) is 21.5, and not 100 as one can find it printed.</source>
        <translation>编码器和解码器各一层，宽度 8，两个宽度为 4 的头，词表就是句子的各个字。它未经训练，输出没有意义；但每一步的计算与大模型完全相同，所有数只有一位小数。把宽度改为 6 再核对位置编码：10000^(2/6) 是 21.5，而不是有些资料写的 100。</translation>
    </message>
    <message>
        <source>An encoder alone</source>
        <translation>单独的编码器</translation>
    </message>
    <message>
        <source>One pre-norm encoder layer over the words of the sentence. Nothing is written: each word gets a vector that has seen the others. Swap two words; each keeps its row of the table, and yet all vectors change.</source>
        <translation>对句子各词运行一层前归一化编码器。它不产生输出：每个词得到一个融合了其他词的向量。交换两个词：它们在词表中的行不变，所有向量却都变了。</translation>
    </message>
    <message>
        <source>A decoder alone</source>
        <translation>只有解码器</translation>
    </message>
    <message>
        <source>A language model of one pre-norm layer: it is fed the sentence behind &lt;s&gt; and goes on with it, each token written from all before it and none after. Every row predicts what follows its own token, also within the sentence. It has learned nothing, so what it writes means nothing.</source>
        <translation>只有一层前归一化的语言模型：先读入 &lt;s&gt; 和整个句子，再接着往下写；写每个词元时只看它之前的所有词元，看不到之后的。每一行都预测本行词元的下一个词元，句子内部也不例外。它没有经过训练，写出的内容没有意义。</translation>
    </message>
    <message>
        <source>One head, identity projections</source>
        <translation>单头，恒等投影</translation>
    </message>
    <message>
        <source>W_Q = I, W_K = I / 2 and W_V = I, so that a score is half the dot product of two inputs, divided by √3. In the weighted sum each weight belongs to the row of the same number; printed examples exist in which all weights are shifted by one.</source>
        <translation>W_Q = I，W_K = I / 2，W_V = I，因此每个分数是两个输入点积的一半再除以 √3。加权求和时，每个权重对应同序号的行；有些公开的例题把所有权重错开了一位。</translation>
    </message>
    <message>
        <source>Two heads, residual and LayerNorm</source>
        <translation>两个头、残差与层归一化</translation>
    </message>
    <message>
        <source>8 features, 2 heads of 4, then W_O, the sum with the input, and LayerNorm. Check W_O term by term: printed products exist that do not match their factors. A slip in a deviation, such as 0.3996 for 0.4002, shows in every number after it.</source>
        <translation>8 个特征，两个宽度为 4 的头，然后是 W_O、与输入相加和层归一化。请逐项核对 W_O：有些公开例题的乘积与因子不符。标准差的小错，例如把 0.4002 写成 0.3996，会影响其后的每个数。</translation>
    </message>
    <message>
        <source>Softmax of a masked row</source>
        <translation>带掩码一行的 softmax</translation>
    </message>
    <message>
        <source>The masked score becomes −∞ and gets the weight 0; the other five get 0.162, 0.179, 0.198, 0.219 and 0.242. The row 0.15, 0.18, 0.21, 0.24, 0.27, which one can find printed, was never computed: it adds up to 1.05.</source>
        <translation>被掩码的分数变为 −∞，权重为 0；其余五个是 0.162、0.179、0.198、0.219 和 0.242。有些资料给出的 0.15、0.18、0.21、0.24、0.27 并非算出来的：它们的和是 1.05。</translation>
    </message>
    <message>
        <source>Softmax of three numbers</source>
        <translation>三个数的 softmax</translation>
    </message>
    <message>
        <source>(2.0, 1.0, 0.1) becomes (0.659, 0.242, 0.099): e to the power of each number, divided by the sum of all three. Add the same amount to all three numbers, and nothing changes.</source>
        <translation>(2.0, 1.0, 0.1) 变为 (0.659, 0.242, 0.099)：分别取 e 的幂，再除以三者之和。三个数同时加上同一个数，结果不变。</translation>
    </message>
    <message>
        <source>A linear layer</source>
        <translation>一个线性层</translation>
    </message>
    <message>
        <source>(1, 2, 3, 4) times a matrix of 4 rows and 3 columns, plus a bias of 3 numbers. Each number of the result comes from one column of the matrix.</source>
        <translation>(1, 2, 3, 4) 乘以 4 行 3 列的矩阵，再加上 3 个数的偏置。结果中的每个数来自矩阵的一列。</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>There is nothing to read yet: type a sentence in Chinese or English.</source>
        <translation>还没有内容：请输入一句中文或英文。</translation>
    </message>
    <message>
        <source>The text holds bytes or half characters that are not valid Unicode; type it again or save it as UTF-8.</source>
        <translation>文本含有无效的 Unicode 字节或半个字符；请重新输入，或存为 UTF-8。</translation>
    </message>
    <message>
        <source>The text has {length} tokens and the limit of this model is {limit}; shorten it.</source>
        <translation>文本有 {length} 个词元，超过此模型的上限 {limit}；请缩短。</translation>
    </message>
    <message>
        <source>There is no model called “{model}”; choose one of: {available}.</source>
        <translation>没有名为“{model}”的模型；可选：{available}。</translation>
    </message>
    <message>
        <source>The model “{model}” lacks its file {file} in {folder}; put back the one that came with the application.</source>
        <translation>模型“{model}”在 {folder} 中缺少文件 {file}；请放回随程序附带的文件。</translation>
    </message>
    <message>
        <source>The file {file} of the model “{model}” is damaged ({reason}); put back the one that came with the application.</source>
        <translation>模型“{model}”的文件 {file} 已损坏（{reason}）；请放回随程序附带的文件。</translation>
    </message>
    <message>
        <source>The tokenizer of the model “{model}” has {tokenizer} pieces but its weights have {vocabulary}; put back the files that came with the application.</source>
        <translation>模型“{model}”的分词器有 {tokenizer} 个词元，权重却有 {vocabulary} 个；请放回随程序附带的文件。</translation>
    </message>
    <message>
        <source>The model “{model}” has other weights than when this was saved; compute it anew with the present ones.</source>
        <translation>模型“{model}”的权重与保存时不同；请用现有权重重新计算。</translation>
    </message>
    <message>
        <source>The model “{model}” cannot read this kind of input ({inputs}); choose another model.</source>
        <translation>模型“{model}”不能读取此类输入（{inputs}）；请换一个模型。</translation>
    </message>
    <message>
        <source>This model has nothing that “{intervention}” could change ({site}); choose another what-if.</source>
        <translation>此模型中没有“{intervention}”可改变之处（{site}）；请换一项干预。</translation>
    </message>
    <message>
        <source>Painted over {painted} tokens, and there are {present} now; paint it anew for this text.</source>
        <translation>这是在 {painted} 个词元上画的，现在有 {present} 个；请为这段文本重新绘制。</translation>
    </message>
    <message>
        <source>Without effect while “{stronger}” holds; take that away first.</source>
        <translation>在“{stronger}”生效期间不起作用；请先去掉它。</translation>
    </message>
    <message>
        <source>In cross-attention queries and keys are different tokens, so this has no meaning there; choose a self-attention.</source>
        <translation>交叉注意力中查询和键是不同的词元，因此在那里没有意义；请选择自注意力。</translation>
    </message>
    <message>
        <source>The attentions have masks of different sizes; choose the encoder&apos;s, the decoder&apos;s or the cross-attention.</source>
        <translation>各种注意力的掩码大小不同；请选择编码器、解码器或交叉注意力。</translation>
    </message>
    <message>
        <source>This model has learned its positions, which are no waves; scale or rearrange them instead.</source>
        <translation>这个模型的位置是学到的，不是波；请改用缩放或重排。</translation>
    </message>
    <message>
        <source>{value} is out of range here; choose a number from {least} to {most}.</source>
        <translation>{value} 超出这里的范围；请选择 {least} 到 {most} 之间的数。</translation>
    </message>
    <message>
        <source>There is no such head (“{head}”, counted from 0): this attention has {layers} layers of {heads} heads here.</source>
        <translation>没有这个头（“{head}”，从 0 数起）：这里的这种注意力有 {layers} 层，每层 {heads} 个头。</translation>
    </message>
    <message>
        <source>There is no room for {padding} padded positions beside the text: this model reads at most {limit} tokens; take some of them away.</source>
        <translation>文本之外放不下 {padding} 个填充位置：此模型最多读 {limit} 个词元，请减少一些。</translation>
    </message>
    <message>
        <source>None of the painted cells is among the {present} tokens of now; paint it anew for this text.</source>
        <translation>所画的格子都不在现有的 {present} 个词元之内；请为这段文本重新绘制。</translation>
    </message>
    <message>
        <source>No token is padding here, so its mask closes nothing; with padded positions after the sentence it does.</source>
        <translation>这里没有填充词元，因此填充掩码不遮挡任何格子；在句子后添加填充位置后才会起作用。</translation>
    </message>
    <message>
        <source>This text has {length} tokens, counted from 0, so there is none at position {position}; choose another.</source>
        <translation>这段文字有 {length} 个词元，位置从 0 数起，没有位置 {position}；请另选一个。</translation>
    </message>
    <message>
        <source>“{name}” is no what-if that this version knows; it may come from a newer one.</source>
        <translation>本版本没有“{name}”这种干预；它可能来自更新的版本。</translation>
    </message>
    <message>
        <source>This model has no parameter called “{parameter}”; choose a number of another one.</source>
        <translation>该模型没有名为“{parameter}”的参数；请选择其他参数中的数。</translation>
    </message>
    <message>
        <source>There is no entry [{entry}] in “{parameter}”, which is {shape} here.</source>
        <translation>“{parameter}”中没有元素 [{entry}]，它在这里的形状是 {shape}。</translation>
    </message>
    <message>
        <source>{value} is no number for the board; type one from −{most} to {most}.</source>
        <translation>{value} 不适合写在黑板上；请输入 −{most} 到 {most} 之间的数。</translation>
    </message>
    <message>
        <source>“{parameter}” is {shape} but has to be {expected} here; change the numbers or the sizes.</source>
        <translation>“{parameter}”的形状是 {shape}，这里应为 {expected}；请修改数值或尺寸。</translation>
    </message>
    <message>
        <source>The rows of “{parameter}” have to be there and equally long; fill the gaps.</source>
        <translation>“{parameter}”不能为空，且各行长度必须相同；请补全空缺。</translation>
    </message>
    <message>
        <source>A width of {width} cannot be shared out evenly among {heads} heads; change one of the two.</source>
        <translation>宽度 {width} 无法平均分给 {heads} 个头；请修改其中之一。</translation>
    </message>
    <message>
        <source>{size} = {value} is no size for the board; choose a whole number from {least} to {most}.</source>
        <translation>{size} = {value} 超出黑板模型的范围；请选择 {least} 到 {most} 之间的整数。</translation>
    </message>
    <message>
        <source>The hand-sized model knows the tokens of its own sentence only, and not: {pieces}</source>
        <translation>黑板模型只认识自己句子中的词元，不认识：{pieces}</translation>
    </message>
    <message>
        <source>The model “{model}” is made up on the spot and has learned nothing that could be evaluated; choose one of: {available}.</source>
        <translation>模型“{model}”是临时构造的，未经训练，无从评测；请选择：{available}。</translation>
    </message>
    <message>
        <source>There is not enough memory for this; shorten the sentence or choose the CPU as device.</source>
        <translation>内存不足；请缩短句子，或选择 CPU 作为设备。</translation>
    </message>
    <message>
        <source>The device “{device}” cannot be used here; choose one of: auto, {available}.</source>
        <translation>此处无法使用设备“{device}”；可选：auto、{available}。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another place or make room for it.</source>
        <translation>无法写入 {path}（{reason}）；请换个位置或腾出空间。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); choose another file.</source>
        <translation>无法读取 {path}（{reason}）；请换一个文件。</translation>
    </message>
    <message>
        <source>Check the argument “{argument}”: {reason}.</source>
        <translation>请检查参数“{argument}”：{reason}。</translation>
    </message>
    <message>
        <source>The Python package {package} is missing; run “make setup” to install it.</source>
        <translation>缺少 Python 包 {package}；请运行“make setup”安装。</translation>
    </message>
    <message>
        <source>The computation was cancelled; start it again when you want its result.</source>
        <translation>计算已取消；需要结果时请重新开始。</translation>
    </message>
    <message>
        <source>Something went wrong inside the application ({reason}); please report it with what you did.</source>
        <translation>程序内部出错（{reason}）；请连同你的操作一并报告。</translation>
    </message>
    <message>
        <source>Not in the model&apos;s vocabulary, and read as unknown: {pieces}</source>
        <translation>不在模型词表中，按未知词元读入：{pieces}</translation>
    </message>
    <message>
        <source>The output was cut off after {limit} tokens, since it came to no end.</source>
        <translation>输出一直没有结束，已在 {limit} 个词元处截断。</translation>
    </message>
    <message>
        <source>Earlier positions can look at later ones ({interventions}), so the maps show one pass over the finished output.</source>
        <translation>前面的位置可以看到后面的（{interventions}），因此图中是对完整输出一次前向计算的结果。</translation>
    </message>
    <message>
        <source>The device “{device}” failed ({reason}), so this was computed on the CPU.</source>
        <translation>设备“{device}”出错（{reason}），已改用 CPU 计算。</translation>
    </message>
    <message>
        <source>no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>part of the path is not a folder</source>
        <translation>路径中有一部分不是文件夹</translation>
    </message>
    <message>
        <source>nothing can be written there</source>
        <translation>该处不可写入</translation>
    </message>
    <message>
        <source>there is no room left</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称过长</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>not a trace, or damaged</source>
        <translation>不是计算记录，或已损坏</translation>
    </message>
    <message>
        <source>not a preset, or damaged</source>
        <translation>不是预设文件，或已损坏</translation>
    </message>
    <message>
        <source>missing or damaged</source>
        <translation>缺失或已损坏</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>没有这个设备</translation>
    </message>
    <message>
        <source>the checksum does not match</source>
        <translation>校验和不符</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>ProductBars</name>
    <message>
        <source>Dimension {number}: {first} × {second} = {product}</source>
        <translation>第 {number} 维：{first} × {second} = {product}</translation>
    </message>
    <message>
        <source>Products of the dimensions of a query and a key</source>
        <translation>查询与键逐维的乘积</translation>
    </message>
</context>
<context>
    <name>ProductPage</name>
    <message>
        <source>in the trace</source>
        <translation>计算记录中</translation>
    </message>
    <message>
        <source>as drawn</source>
        <translation>图中所画</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Back to the trace</source>
        <translation>回到计算记录</translation>
    </message>
    <message>
        <source>Drag a tip, or move it with the arrow keys (with shift four times as far); Enter takes the other.</source>
        <translation>拖动箭头尖端，或用方向键移动（按住 Shift 步长为四倍）；按回车换到另一个。</translation>
    </message>
    <message>
        <source>Two vectors</source>
        <translation>两个向量</translation>
    </message>
    <message>
        <source>Numbers of the two vectors</source>
        <translation>两个向量的数</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>every attention</source>
        <translation>所有注意力</translation>
    </message>
    <message>
        <source>{attention} · every layer</source>
        <translation>{attention} · 各层</translation>
    </message>
    <message>
        <source>{attention} · layer {layer}</source>
        <translation>{attention} · 第 {layer} 层</translation>
    </message>
    <message>
        <source>{attention} · layer {layer}, head {head}</source>
        <translation>{attention} · 第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>Which heads</source>
        <translation>哪些头</translation>
    </message>
</context>
<context>
    <name>Residual</name>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>增量</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>length of the sum</source>
        <translation>和的长度</translation>
    </message>
    <message>
        <source>length added ÷ length found</source>
        <translation>增量长度 ÷ 原有长度</translation>
    </message>
    <message>
        <source>cosine, before and after the layer</source>
        <translation>经过该层前后的余弦</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>self</source>
        <translation>自注意</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>交叉</translation>
    </message>
    <message>
        <source>feed</source>
        <translation>前馈</translation>
    </message>
    <message>
        <source>sublayer</source>
        <translation>子层</translation>
    </message>
    <message>
        <source>self-attention</source>
        <translation>自注意力</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>交叉注意力</translation>
    </message>
    <message>
        <source>feed-forward</source>
        <translation>前馈</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>At layer {layer} self-attention changes “{token}” most: it adds a vector of length {added} to one of {found} ({share} %).</source>
        <translation>第 {layer} 层的自注意力对“{token}”改变最大：它给长度为 {found} 的向量加上了长度为 {added} 的向量（{share}%）。</translation>
    </message>
    <message>
        <source>At layer {layer} cross-attention changes “{token}” most: it adds a vector of length {added} to one of {found} ({share} %).</source>
        <translation>第 {layer} 层的交叉注意力对“{token}”改变最大：它给长度为 {found} 的向量加上了长度为 {added} 的向量（{share}%）。</translation>
    </message>
    <message>
        <source>At layer {layer} the feed-forward network changes “{token}” most: it adds a vector of length {added} to one of {found} ({share} %).</source>
        <translation>第 {layer} 层的前馈网络对“{token}”改变最大：它给长度为 {found} 的向量加上了长度为 {added} 的向量（{share}%）。</translation>
    </message>
    <message>
        <source>At layer {layer} a sublayer changes “{token}” most: it adds a vector of length {added} to one of {found} ({share} %).</source>
        <translation>第 {layer} 层的一个子层对“{token}”改变最大：它给长度为 {found} 的向量加上了长度为 {added} 的向量（{share}%）。</translation>
    </message>
    <message>
        <source>The residual connections are cut: only what was added goes on, what was found is lost.</source>
        <translation>残差连接已切断：只有增量继续传下去，原有的内容丢失了。</translation>
    </message>
    <message>
        <source>After every sum a LayerNorm resets the length, for “{token}” to between {low} and {high}.</source>
        <translation>每次相加之后，层归一化都会重置长度：“{token}”的长度回到 {low} 到 {high} 之间。</translation>
    </message>
    <message>
        <source>After every sum a LayerNorm resets the length, for “{token}” to {low}.</source>
        <translation>每次相加之后，层归一化都会重置长度：“{token}”的长度回到 {low}。</translation>
    </message>
    <message>
        <source>LayerNorm is off, so nothing resets the length: that of “{token}” goes from {first} to {last}.</source>
        <translation>层归一化已关闭，没有什么重置长度：“{token}”的长度从 {first} 变为 {last}。</translation>
    </message>
    <message>
        <source>The stream is one running sum: the length of “{token}” goes from {first} to {last}.</source>
        <translation>残差流是一路累加的和：“{token}”的长度从 {first} 变为 {last}。</translation>
    </message>
    <message>
        <source>Click a cell, or move with the arrow keys, to read its exact numbers.</source>
        <translation>点击一个格子，或用方向键移动，可读出精确数值。</translation>
    </message>
    <message>
        <source>“{token}” · {place}: length {length}</source>
        <translation>“{token}” · {place}：长度 {length}</translation>
    </message>
    <message>
        <source>“{token}” · {place}: found {found}, added {added}, their sum {total}</source>
        <translation>“{token}” · {place}：原有 {found}，增量 {added}，两者之和 {total}</translation>
    </message>
    <message>
        <source>“{token}” · {place}: found {found}, added {added}, their sum {total}, after its LayerNorm {after}</source>
        <translation>“{token}” · {place}：原有 {found}，增量 {added}，两者之和 {total}，层归一化之后 {after}</translation>
    </message>
    <message>
        <source>{numbers}; cosine over layer {layer}: {cosine}</source>
        <translation>{numbers}；第 {layer} 层前后的余弦：{cosine}</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>残差流</translation>
    </message>
</context>
<context>
    <name>ResidualView</name>
    <message>
        <source>This model has no residual stream: nothing that is computed is added to what came in.</source>
        <translation>这个模型没有残差流：算出来的东西都不会加到输入上。</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>after layer, sublayer</source>
        <translation>经过的层与子层</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>“{token}”, sublayer by sublayer</source>
        <translation>“{token}”，逐个子层</translation>
    </message>
    <message>
        <source>length found</source>
        <translation>原有长度</translation>
    </message>
    <message>
        <source>length added</source>
        <translation>增量长度</translation>
    </message>
</context>
<context>
    <name>RowBars</name>
    <message>
        <source>{bar}, masked</source>
        <translation>{bar}，已掩码</translation>
    </message>
    <message>
        <source>{bar}; {title}: {value}</source>
        <translation>{bar}；{title}：{value}</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save figure</source>
        <translation>保存图像</translation>
    </message>
    <message>
        <source>Save trace</source>
        <translation>保存计算记录</translation>
    </message>
    <message>
        <source>Not written: there is {file} already. Choose it to replace it.</source>
        <translation>未保存：{file} 已经存在。如要替换，请选中该文件再保存。</translation>
    </message>
    <message>
        <source>Save the board</source>
        <translation>保存黑板</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Load a board</source>
        <translation>载入黑板</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>导出记录</translation>
    </message>
</context>
<context>
    <name>SelectionNumbers</name>
    <message>
        <source>Select a cell of a map to read its numbers.</source>
        <translation>选中图中一格，查看其数值。</translation>
    </message>
    <message>
        <source>“{query}” looks at “{key}” · layer {layer}, head {head}</source>
        <translation>“{query}”关注“{key}” · 第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>score q·k</source>
        <translation>分数 q·k</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>缩放后</translation>
    </message>
    <message>
        <source>after the mask</source>
        <translation>掩码后</translation>
    </message>
    <message>
        <source>sum of the row</source>
        <translation>该行之和</translation>
    </message>
    <message>
        <source>Select a token to read its statistics.</source>
        <translation>选中一个词元，查看其统计量。</translation>
    </message>
    <message>
        <source>source</source>
        <translation>源句</translation>
    </message>
    <message>
        <source>fed to the decoder</source>
        <translation>解码器输入</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>“{piece}” · {list}, position {number}</source>
        <translation>“{piece}” · {list}，第 {number} 位</translation>
    </message>
    <message>
        <source>number in the vocabulary</source>
        <translation>词表编号</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>second choice</source>
        <translation>次选</translation>
    </message>
    <message>
        <source>before {norm}</source>
        <translation>{norm}之前</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
</context>
<context>
    <name>ShapeControls</name>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Encoder layers</source>
        <translation>编码器层数</translation>
    </message>
    <message>
        <source>Decoder layers</source>
        <translation>解码器层数</translation>
    </message>
    <message>
        <source>Feed-forward width</source>
        <translation>前馈宽度</translation>
    </message>
    <message>
        <source>{size}: less</source>
        <translation>{size}：减小</translation>
    </message>
    <message>
        <source>{size}: more</source>
        <translation>{size}：增大</translation>
    </message>
    <message>
        <source>Post-norm</source>
        <translation>后归一化</translation>
    </message>
    <message>
        <source>Pre-norm</source>
        <translation>前归一化</translation>
    </message>
    <message>
        <source>Draw other numbers</source>
        <translation>换一组数</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>from position</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>by k =</source>
        <translation>平移 k =</translation>
    </message>
    <message>
        <source>less</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>more</source>
        <translation>增加</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>What if …</source>
        <translation>干预：如果……</translation>
    </message>
</context>
<context>
    <name>SidePanes</name>
    <message>
        <source>A and B</source>
        <translation>A 与 B</translation>
    </message>
</context>
<context>
    <name>SidePicker</name>
    <message>
        <source>Side A</source>
        <translation>A 侧</translation>
    </message>
    <message>
        <source>Side B</source>
        <translation>B 侧</translation>
    </message>
    <message>
        <source>Exchange A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>Type another sentence, then press Enter</source>
        <translation>输入另一个句子，然后按回车</translation>
    </message>
    <message>
        <source>Another sentence</source>
        <translation>另一个句子</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>masked</source>
        <translation>已掩码</translation>
    </message>
    <message>
        <source>best of the vocabulary in A or B</source>
        <translation>词表中 A 或 B 概率最高的项</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>{title}, fed the output of A</source>
        <translation>{title}，读入 A 的输出</translation>
    </message>
    <message>
        <source>{side}: type a sentence in the line above, then press Enter.</source>
        <translation>{side}：请在上面的输入行中键入一个句子，然后按回车。</translation>
    </message>
    <message>
        <source>{side} cannot be fed the output of A: its model has another vocabulary.</source>
        <translation>{side} 无法读入 A 的输出：它的模型用的是另一个词表。</translation>
    </message>
    <message>
        <source>{side} is being computed …</source>
        <translation>正在计算 {side}……</translation>
    </message>
    <message>
        <source>{side} has no such head.</source>
        <translation>{side} 没有这个头。</translation>
    </message>
    <message>
        <source>{side} has no step “{step}”.</source>
        <translation>{side} 没有“{step}”这一步骤。</translation>
    </message>
    <message>
        <source>How far each step moved: the norm of B − A by that of A, over the same tokens.</source>
        <translation>每个步骤变化了多少：在相同词元上，B − A 的范数除以 A 的范数。</translation>
    </message>
    <message>
        <source>No step over the same tokens differs.</source>
        <translation>在相同词元上，没有任何步骤不同。</translation>
    </message>
    <message>
        <source>Only in {side}: {parts}.</source>
        <translation>仅 {side} 有：{parts}。</translation>
    </message>
    <message>
        <source>B is fed the output of A; marked is what B would have chosen instead.</source>
        <translation>B 读入 A 的输出；标出的是 B 自己本会选的词元。</translation>
    </message>
    <message>
        <source>Both write the same output.</source>
        <translation>两者写出相同的输出。</translation>
    </message>
    <message>
        <source>The outputs differ; tokens that the other side lacks are marked.</source>
        <translation>两个输出不同；另一侧没有的词元已标出。</translation>
    </message>
    <message>
        <source>Sum of the log-probabilities: {sums}</source>
        <translation>对数概率之和：{sums}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{attention}, layer {layer}, head {head}.</source>
        <translation>{attention}，第 {layer} 层第 {head} 头。</translation>
    </message>
    <message>
        <source>{step}.</source>
        <translation>{step}。</translation>
    </message>
    <message>
        <source>{step}, head {head}.</source>
        <translation>{step}，第 {head} 头。</translation>
    </message>
    <message>
        <source>A and B are the same: switch on a what-if, or choose something else as A or B.</source>
        <translation>A 与 B 相同：请打开一项干预，或为 A 或 B 另选一项。</translation>
    </message>
    <message>
        <source>No B − A: the two are of different sizes.</source>
        <translation>没有 B − A：两者大小不同。</translation>
    </message>
    <message>
        <source>A and B do not differ here.</source>
        <translation>A 与 B 在这里没有差别。</translation>
    </message>
    <message>
        <source>The largest change of a number is {largest}.</source>
        <translation>单个数的最大变化为 {largest}。</translation>
    </message>
    <message>
        <source>No B − A: the outputs differ, so that the rows are not the same tokens.</source>
        <translation>没有 B − A：两个输出不同，各行不是相同的词元。</translation>
    </message>
    <message>
        <source>No B − A: the two read different sentences.</source>
        <translation>没有 B − A：两者读的句子不同。</translation>
    </message>
    <message>
        <source>Without effect in {side}: {names}.</source>
        <translation>在 {side} 中不起作用：{names}。</translation>
    </message>
    <message>
        <source>Without what-ifs</source>
        <translation>无干预</translation>
    </message>
    <message>
        <source>Current settings</source>
        <translation>当前设置</translation>
    </message>
    <message>
        <source>Another sentence</source>
        <translation>另一个句子</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>模型 {name}</translation>
    </message>
    <message>
        <source>Log {number}: {setting}</source>
        <translation>记录 {number}：{setting}</translation>
    </message>
    <message>
        <source>A | B</source>
        <translation>A | B</translation>
    </message>
</context>
<context>
    <name>SidesView</name>
    <message>
        <source>Feed B the output of A</source>
        <translation>让 B 读入 A 的输出</translation>
    </message>
    <message>
        <source>To the first difference</source>
        <translation>到第一处差异</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>已掩码</translation>
    </message>
    <message>
        <source>Largest changes</source>
        <translation>最大的变化</translation>
    </message>
    <message>
        <source>|B − A| / |A|</source>
        <translation>|B − A| / |A|</translation>
    </message>
</context>
<context>
    <name>StageTabs</name>
    <message>
        <source>Tabs: {tab}</source>
        <translation>标签页：{tab}</translation>
    </message>
    <message>
        <source>Pages of this tab: {page}</source>
        <translation>本标签的页面：{page}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Still on screen: the former result for “{text}”</source>
        <translation>仍显示此前的结果：“{text}”</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>computed before</source>
        <translation>此前已算好</translation>
    </message>
    <message>
        <source>computed in {time} ms</source>
        <translation>计算用时 {time} 毫秒</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>{choice} ▾</source>
        <translation>{choice} ▾</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What one step forward passes over (G)</source>
        <translation>每前进一步跨过的范围（G）</translation>
    </message>
    <message>
        <source>Speed (Shift+. faster, Shift+, slower)</source>
        <translation>速度（Shift+. 加快，Shift+, 减慢）</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Shift+Space or Page up</source>
        <translation>Shift+空格或 Page Up</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Space or Page down</source>
        <translation>空格或 Page Down</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>{name} ({key})</source>
        <translation>{name}（{key}）</translation>
    </message>
    <message>
        <source>step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
</context>
<context>
    <name>StepFoot</name>
    <message>
        <source>Reveal</source>
        <translation>揭晓</translation>
    </message>
    <message>
        <source>Show what is hidden (R)</source>
        <translation>显示被隐藏的内容（R）</translation>
    </message>
    <message>
        <source>Keep scale</source>
        <translation>固定色标</translation>
    </message>
    <message>
        <source>The same colours for the same numbers in all steps of one kind</source>
        <translation>同类步骤中，相同的数值用相同的颜色</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Copy, hide, look closer</source>
        <translation>复制、隐藏、放大</translation>
    </message>
</context>
<context>
    <name>StepHead</name>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>StepView</name>
    <message>
        <source>Nothing was recorded.</source>
        <translation>没有记录。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Changed here: {names}</source>
        <translation>此处受干预：{names}</translation>
    </message>
    <message>
        <source>As changed</source>
        <translation>干预后</translation>
    </message>
    <message>
        <source>As computed</source>
        <translation>干预前</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>已掩码</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>Every token has a number in the vocabulary. That number picks one row of the embedding table E: the d_model features that training has found for it. The same token gets the same row wherever it stands; its place and its neighbours are not known yet.</source>
        <translation>每个词元在词表中都有一个编号。这个编号从嵌入表 E 中选出一行：训练为该词元学到的、含 d_model 个特征的向量。同一个词元无论出现在哪里，取到的都是同一行；此时还不知道它的位置和上下文。</translation>
    </message>
    <message>
        <source>Every value is multiplied by the same constant. The pattern stays what it was; only its size changes.</source>
        <translation>每个值都乘以同一个常数。数值的分布形状不变，只是大小改变。</translation>
    </message>
    <message>
        <source>Each place in the sentence gets a fixed vector of waves: features 2i and 2i+1 are sine and cosine of the position divided by 10000^(2i/d_model). The first swing fast, the last hardly at all. Without them attention could not tell &apos;dog bites man&apos; from &apos;man bites dog&apos;.</source>
        <translation>句中的每个位置都有一个由波组成的固定向量：第 2i 和 2i+1 个特征分别是位置除以 10000^(2i/d_model) 后的正弦和余弦。靠前的特征变化快，靠后的几乎不变。没有这些向量，注意力就分不清“狗咬人”和“人咬狗”。</translation>
    </message>
    <message>
        <source>Each place in the sentence has a vector of its own, found by training; it is added to whichever token stands there. Unlike sine waves, it says nothing about places beyond the longest sentence that the model was built for.</source>
        <translation>句中的每个位置都有一个由训练得到的向量，它会加到处在该位置的任何词元上。与正弦波不同，它对超出模型最大长度的位置无能为力。</translation>
    </message>
    <message>
        <source>What went into the sublayer is added, number by number, to what the sublayer made of it. So the sublayer only has to contribute a correction, and the original goes on in any case. In training, this direct path also carries the gradient to the early layers.</source>
        <translation>把子层的输入与子层的计算结果逐个数相加。因此子层只需给出一个修正量，即使修正很小，原来的信息也会传下去。训练时，梯度也沿着这条直通的路径到达前面的层。</translation>
    </message>
    <message>
        <source>Each row is multiplied by a trained matrix W, and a bias b is added where there is one. Every number of the result is a sum over one row of the input and one column of W. Rows do not see each other.</source>
        <translation>每一行都乘以训练得到的矩阵 W，有偏置 b 时再加上偏置。结果中的每个数，都是输入的一行与 W 的一列对应相乘后的和。各行之间互不影响。</translation>
    </message>
    <message>
        <source>Each vector is cut into h pieces of d_k features, one for each head. Nothing is computed: head 1 gets the first d_k features, head 2 the next, and so on. From here the heads work side by side, each with its own piece.</source>
        <translation>每个向量被切成 h 段，每段 d_k 个特征，每个头一段。这里没有任何计算：第 1 个头得到前 d_k 个特征，第 2 个头得到接下来的 d_k 个，依此类推。此后各个头并行工作，各用自己的一段。</translation>
    </message>
    <message>
        <source>The query of each row&apos;s token is compared with the key of each column&apos;s token: d_k products are added up. A large score means that the two fit together, a negative one that they point in opposite directions. Every head has its own table of scores.</source>
        <translation>把每一行词元的查询与每一列词元的键作比较：d_k 个乘积相加。分数大表示两者相配，分数为负表示方向相反。每个头都有自己的分数表。</translation>
    </message>
    <message>
        <source>These numbers were typed by hand; nothing is computed here. Everything that follows is made from them.</source>
        <translation>这些数是手工输入的，这里没有任何计算。后面的一切都由它们得出。</translation>
    </message>
    <message>
        <source>This mask says for every pair of tokens whether the row may look at the column. It is given with the input and not computed from any number before it.</source>
        <translation>这个掩码说明对每一对词元，行能否看到列。它随输入给定，并不由前面的数值计算得出。</translation>
    </message>
    <message>
        <source>The masks of this attention become one: a token may look at another only where all of them allow it. The same mask serves every head.</source>
        <translation>把这一注意力的各个掩码合成一个：只有所有掩码都允许时，一个词元才能看到另一个词元。所有头使用同一个掩码。</translation>
    </message>
    <message>
        <source>Where the mask forbids to look, the score is replaced by minus infinity; everywhere else it stays as it is. Softmax comes next and turns minus infinity into exactly 0.</source>
        <translation>在掩码禁止看的地方，分数被换成负无穷；其他地方保持不变。接下来的 softmax 会把负无穷变成恰好为 0。</translation>
    </message>
    <message>
        <source>Each row becomes shares that add up to 1: e is raised to the power of every score, and the result is divided by the sum over the row. The largest score gets the largest share; a score that is larger by 1 weighs about 2.7 times as much. Masked cells get exactly 0.</source>
        <translation>每一行变成总和为 1 的份额：先以 e 为底、以每个分数为指数求幂，再除以整行之和。分数最大的得到最大的份额；分数每大 1，权重约为原来的 2.7 倍。被掩码的格子恰好为 0。</translation>
    </message>
    <message>
        <source>Each token collects the values of all tokens that it may look at, each multiplied by the attention weight it gets. A weight near 1 copies a value almost whole; equal weights make an average. Here information moves from one token to another.</source>
        <translation>每个词元收集它能看到的所有词元的值，每个值乘以相应的注意力权重。权重接近 1 时几乎照搬该值；权重相等时就是取平均。信息正是在这里从一个词元传到另一个词元。</translation>
    </message>
    <message>
        <source>The outputs of all heads are put side by side again: head 1 fills the first d_k features, head 2 the next, and so on. Nothing is computed; each row is d_model wide again.</source>
        <translation>把所有头的输出重新并排放在一起：第 1 个头占前 d_k 个特征，第 2 个头占接下来的，依此类推。这里没有任何计算；每一行的宽度又回到 d_model。</translation>
    </message>
    <message>
        <source>The average of all features of each token&apos;s vector: one number for each token. LayerNorm subtracts it later, so that every vector is centred on 0.</source>
        <translation>每个词元向量的所有特征的平均值：每个词元一个数。随后层归一化会减去它，使每个向量以 0 为中心。</translation>
    </message>
    <message>
        <source>How far the features of each token lie from their mean: the average of the squared distances. The sum is divided by d_model, not by d_model − 1.</source>
        <translation>每个词元的各个特征离均值有多远：距离平方的平均值。总和除以 d_model，而不是 d_model − 1。</translation>
    </message>
    <message>
        <source>The square root of the variance, after a tiny ε has been added to it. ε keeps the division that follows safe even where all features are equal. The result is the typical distance of a feature from the mean.</source>
        <translation>先给方差加上一个极小的 ε，再开平方。即使所有特征都相等，ε 也能保证后面的除法不出问题。结果就是一个特征离均值的典型距离。</translation>
    </message>
    <message>
        <source>From every feature the mean of its token is subtracted, and the rest is divided by the deviation. Each row now has mean 0 and, but for the tiny ε, deviation 1. However large the numbers have grown, what comes next finds them in the same range.</source>
        <translation>每个特征减去所在词元的均值，再除以标准差。现在每一行的均值为 0，标准差（除极小的 ε 的影响外）为 1。无论前面的数变得多大，后面的计算看到的都在同一范围内。</translation>
    </message>
    <message>
        <source>Each feature is multiplied by its own trained γ and shifted by its own trained β. So the model can give back to every feature the size and the centre that it needs. All tokens share the same γ and β.</source>
        <translation>每个特征乘以自己的、由训练得到的 γ，再加上自己的 β。这样模型可以让每个特征恢复到所需的大小和中心。所有词元共用同样的 γ 和 β。</translation>
    </message>
    <message>
        <source>Every negative number becomes 0, every positive one stays: this is ReLU. Without such a bend the two matrices of the feed-forward network would be no more than one matrix. What is left are the hidden units that found their pattern in this token.</source>
        <translation>负数一律变成 0，正数保持不变：这就是 ReLU。没有这样的转折，前馈网络的两个矩阵合起来不过相当于一个矩阵。留下来的，是在这个词元中找到了自己的模式的隐藏单元。</translation>
    </message>
    <message>
        <source>In each row the token with the largest probability is chosen: greedy decoding. The choice of the last row is added to the output and fed to the decoder again, until the end token is chosen. Shown is how probable each choice was.</source>
        <translation>每一行选出概率最大的词元：这就是贪心解码。最后一行选出的词元接到输出之后，再送入解码器，直到选出结束符为止。图中显示的是每次选择的概率。</translation>
    </message>
    <message>
        <source>Every value of the token vectors is multiplied by √d_model. The rows of the table begin training as small numbers, since the same table also computes the logits; enlarged like this they stand on a level with the position vectors that are added next.</source>
        <translation>词元向量的每个值都乘以 √d_model。由于同一张表还要用来计算 logits，表中各行在训练开始时是较小的数；这样放大之后，就与接下来要加上的位置向量大小相当。</translation>
    </message>
    <message>
        <source>Token vector and position vector are added, number by number. From here on each row says both which token it is and where it stands; the layers that follow see only the sum.</source>
        <translation>把词元向量与位置向量逐个数相加。从这里起，每一行既表明是哪个词元，也表明它在什么位置；后面的层只能看到这个和。</translation>
    </message>
    <message>
        <source>Each vector of the decoder is multiplied by the trained matrix W_Q, and the bias is added. The result is the query: what the output written so far is looking for in the source sentence.</source>
        <translation>解码器的每个向量乘以训练得到的矩阵 W_Q，再加上偏置。结果就是查询：已写出的输出要在源句中寻找什么。</translation>
    </message>
    <message>
        <source>Each vector that the encoder made of a source token is multiplied by the trained matrix W_K, and the bias is added. The result is the key by which the decoder can find this source token.</source>
        <translation>编码器为每个源词元得到的向量乘以训练得到的矩阵 W_K，再加上偏置。结果就是键，解码器凭它找到这个源词元。</translation>
    </message>
    <message>
        <source>Each vector that the encoder made of a source token is multiplied by the trained matrix W_V, and the bias is added. The result is the value: what the decoder takes over when it looks at this source token.</source>
        <translation>编码器为每个源词元得到的向量乘以训练得到的矩阵 W_V，再加上偏置。结果就是值：解码器关注这个源词元时取走的内容。</translation>
    </message>
    <message>
        <source>Each token&apos;s vector is multiplied by the trained matrix W_Q, and the bias is added. The result is the query: what this token is looking for in the others. Each token is treated by itself, and one product serves all heads.</source>
        <translation>每个词元的向量乘以训练得到的矩阵 W_Q，再加上偏置。结果就是查询：这个词元要在其他词元中寻找什么。各词元分别计算，一次矩阵乘法同时得到所有头的查询。</translation>
    </message>
    <message>
        <source>Each token&apos;s vector is multiplied by the trained matrix W_K, and the bias is added. The result is the key: what this token can be found by. Soon every query will be compared with every key.</source>
        <translation>每个词元的向量乘以训练得到的矩阵 W_K，再加上偏置。结果就是键：别的词元凭它找到这个词元。接下来每个查询都要与每个键作比较。</translation>
    </message>
    <message>
        <source>Each token&apos;s vector is multiplied by the trained matrix W_V, and the bias is added. The result is the value: what this token hands over to those that look at it. Values have no say in who looks where.</source>
        <translation>每个词元的向量乘以训练得到的矩阵 W_V，再加上偏置。结果就是值：这个词元交给关注它的词元的内容。谁关注谁，与值无关。</translation>
    </message>
    <message>
        <source>Every score is divided by √d_k. The more products a score adds up, the farther scores spread; without the division softmax would give nearly everything to the largest one, and training would hardly move. Which token scores best does not change.</source>
        <translation>每个分数除以 √d_k。一个分数由越多的乘积相加而成，各分数就散得越开；如果不除，softmax 会把几乎全部权重给最大的分数，训练也就难以推进。哪个词元分数最高并不改变。</translation>
    </message>
    <message>
        <source>A sentence may be filled up with padding to a wanted length. This mask lets every real token be looked at and forbids the padding, in all rows alike. Without padding it allows everything.</source>
        <translation>句子可以用填充补到所需的长度。这个掩码允许看每个真实的词元，禁止看填充，各行都一样。没有填充时，它允许一切。</translation>
    </message>
    <message>
        <source>Row i may look at the tokens up to i and at no later one: up to the diagonal everything is allowed, beyond it nothing. So the decoder can be trained on whole sentences at once and still never sees the token that it has to predict.</source>
        <translation>第 i 行可以看到第 i 个及之前的词元，看不到之后的：对角线及其左侧全部允许，右侧全部禁止。因此解码器可以一次用整句训练，却始终看不到它要预测的词元。</translation>
    </message>
    <message>
        <source>The outputs of the heads, side by side, are multiplied by the trained matrix W_O, and its bias is added. So far each head worked for itself; this product mixes what they found into one vector of d_model features for each token.</source>
        <translation>各个头并排的输出乘以训练得到的矩阵 W_O，再加上偏置。到此为止每个头各自工作；这一步把它们找到的内容混合成每个词元一个含 d_model 个特征的向量。</translation>
    </message>
    <message>
        <source>Each token&apos;s vector is widened from d_model to d_ff features by the trained matrix W_1 and its bias. Each hidden unit looks for one pattern among the features: the better the match, the larger its number. Tokens do not see each other here.</source>
        <translation>训练得到的矩阵 W_1 及其偏置把每个词元的向量从 d_model 个特征扩展到 d_ff 个。每个隐藏单元在特征中寻找一种模式：越吻合，数值越大。这里各词元之间互不影响。</translation>
    </message>
    <message>
        <source>The d_ff hidden units are brought back to d_model features by the trained matrix W_2 and its bias. A unit that is 0 adds nothing; each active one adds its own row of W_2, the stronger the more.</source>
        <translation>训练得到的矩阵 W_2 及其偏置把 d_ff 个隐藏单元变回 d_model 个特征。值为 0 的单元毫无贡献；每个激活的单元加上 W_2 中属于自己的一行，激活越强，加得越多。</translation>
    </message>
    <message>
        <source>Each row of the decoder&apos;s output is compared, by a dot product, with the vector of every token of the vocabulary: the embedding table is used again, the other way round. The larger the logit, the more the model expects this token next. Shown are the best ones.</source>
        <translation>解码器输出的每一行与词表中每个词元的向量作点积：嵌入表在这里反过来又用了一次。logit 越大，模型越认为下一个是这个词元。图中只显示最大的几个。</translation>
    </message>
    <message>
        <source>The logits of each row become probabilities over the whole vocabulary: e is raised to the power of every logit, and the result is divided by the sum. They are the model&apos;s bets on the next token and add up to 1. Shown are the best ones.</source>
        <translation>每一行的 logits 变成整个词表上的概率：以 e 为底、以每个 logit 为指数求幂，再除以总和。它们是模型对下一个词元的押注，总和为 1。图中只显示最大的几个。</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>after {token}</source>
        <translation>{token} 之后</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>feature of the head</source>
        <translation>头内特征</translation>
    </message>
    <message>
        <source>hidden unit</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Hidden until it is asked for.</source>
        <translation>已隐藏，待揭晓。</translation>
    </message>
    <message>
        <source>Dots: may look. Lines: masked, may not look.</source>
        <translation>点：可以看。线：已掩码，不可以看。</translation>
    </message>
    <message>
        <source>least {low}, mean {mean}, most {high}</source>
        <translation>最⁠小&#xa0;{low}，平⁠均&#xa0;{mean}，最⁠大&#xa0;{high}</translation>
    </message>
    <message>
        <source>head {head} of {heads}</source>
        <translation>第 {head} 个头，共 {heads} 个</translation>
    </message>
</context>
<context>
    <name>SublayerSection</name>
    <message>
        <source>adds nothing</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>without residual</source>
        <translation>无残差</translation>
    </message>
    <message>
        <source>without norm</source>
        <translation>无层归一化</translation>
    </message>
    <message>
        <source>Sublayers</source>
        <translation>子层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>{stack}, all layers</source>
        <translation>{stack}，所有层</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>照常</translation>
    </message>
</context>
<context>
    <name>SwapPage</name>
    <message>
        <source>Swap</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>first word</source>
        <translation>第一个词</translation>
    </message>
    <message>
        <source>second word</source>
        <translation>第二个词</translation>
    </message>
    <message>
        <source>with positions</source>
        <translation>有位置编码</translation>
    </message>
    <message>
        <source>without positions</source>
        <translation>无位置编码</translation>
    </message>
    <message>
        <source>computing …</source>
        <translation>计算中……</translation>
    </message>
    <message>
        <source>moved by %, with positions</source>
        <translation>偏移（%），有位置编码</translation>
    </message>
    <message>
        <source>moved by %, without positions</source>
        <translation>偏移（%），无位置编码</translation>
    </message>
</context>
<context>
    <name>TokenLines</name>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Lines from query tokens to key tokens; arrow keys select a token</source>
        <translation>从查询词元到键词元的连线；用方向键选择词元</translation>
    </message>
    <message>
        <source>All lines above the threshold are drawn.</source>
        <translation>画出所有高于阈值的连线。</translation>
    </message>
    <message>
        <source>{token}: {weights}</source>
        <translation>{token}：{weights}</translation>
    </message>
</context>
<context>
    <name>TokenPanel</name>
    <message>
        <source>covered</source>
        <translation>已遮住</translation>
    </message>
    <message>
        <source>Output (ends at once)</source>
        <translation>输出（立即结束）</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源句</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>TokenSection</name>
    <message>
        <source>nobody looks at it</source>
        <translation>谁也看不到它</translation>
    </message>
    <message>
        <source>it looks at nobody</source>
        <translation>它看不到谁</translation>
    </message>
    <message>
        <source>both: as if not there</source>
        <translation>两者皆然：如同不存在</translation>
    </message>
    <message>
        <source>Invisible</source>
        <translation>不可见</translation>
    </message>
    <message>
        <source>Its embedding</source>
        <translation>它的嵌入</translation>
    </message>
    <message>
        <source>Swap with</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Selected: {token}, source</source>
        <translation>已选：{token}，源句</translation>
    </message>
    <message>
        <source>Selected: {token}, read by the decoder</source>
        <translation>已选：{token}，解码器读入</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>that of {token}</source>
        <translation>{token} 的嵌入</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不交换</translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>{count} pieces</source>
        <translation>{count} 个词元</translation>
    </message>
    <message>
        <source>Piece {number} of {count}: {piece}</source>
        <translation>第 {number} 个词元，共 {count} 个：{piece}</translation>
    </message>
    <message>
        <source>{piece}, probability {value}</source>
        <translation>{piece}，概率 {value}</translation>
    </message>
</context>
<context>
    <name>Transitions</name>
    <message>
        <source>{done} of {all} products added up</source>
        <translation>已累加 {all} 个乘积中的 {done} 个</translation>
    </message>
</context>
<context>
    <name>TrialLog</name>
    <message>
        <source>return to a former setting</source>
        <translation>回到以前的设置</translation>
    </message>
</context>
<context>
    <name>Trials</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>no what-ifs</source>
        <translation>无干预</translation>
    </message>
    <message>
        <source>output given</source>
        <translation>给定输出</translation>
    </message>
    <message>
        <source>output written freely</source>
        <translation>自由生成输出</translation>
    </message>
    <message>
        <source>other numbers</source>
        <translation>其他数值</translation>
    </message>
    <message>
        <source>board: width {width}, heads {heads}, layers {encoder} + {decoder}</source>
        <translation>黑板模型：宽 {width}，{heads} 头，{encoder} + {decoder} 层</translation>
    </message>
</context>
<context>
    <name>TrustBadge</name>
    <message>
        <source>What was checked about this trace; click for each figure</source>
        <translation>对本次计算所做的检查；单击查看各项数值</translation>
    </message>
</context>
<context>
    <name>TrustPage</name>
    <message>
        <source>Checks of this trace</source>
        <translation>本次计算的检查</translation>
    </message>
    <message>
        <source>Measured on the numbers that are on screen now; nothing here is taken for granted.</source>
        <translation>以下各项均由当前屏幕上的数字实测得出，并非想当然。</translation>
    </message>
</context>
<context>
    <name>ValueNorms</name>
    <message>
        <source>Head {head} of layer {layer}: weight × length of the value vector (Kobayashi et al. 2020, section 3, without W_O); at most {largest}.</source>
        <translation>第 {layer} 层第 {head} 头：权重 × 值向量的长度（Kobayashi 等 2020，第 3 节，不含 W_O）；最大 {largest}。</translation>
    </message>
    <message>
        <source>Click a cell, or move with the arrow keys, to read its exact numbers.</source>
        <translation>点击一个格子，或用方向键移动，可读出精确数值。</translation>
    </message>
    <message>
        <source>{query} → {key}: weight {weight} × length {length} = {product}; the row adds up to {sum}</source>
        <translation>{query} → {key}：权重 {weight} × 长度 {length} = {product}；该行之和为 {sum}</translation>
    </message>
</context>
<context>
    <name>WhatChanged</name>
    <message>
        <source>This model writes no output.</source>
        <translation>该模型没有输出。</translation>
    </message>
    <message>
        <source>Computing the output without …</source>
        <translation>正在计算无干预的输出……</translation>
    </message>
    <message>
        <source>The output is the same without.</source>
        <translation>无干预时输出相同。</translation>
    </message>
    <message>
        <source>Without: {text}</source>
        <translation>无干预：{text}</translation>
    </message>
    <message>
        <source>With: {text}</source>
        <translation>有干预：{text}</translation>
    </message>
</context>
<context>
    <name>WhatIfBar</name>
    <message>
        <source>No what-if: every number is the model&apos;s own.</source>
        <translation>没有干预：每个数都是模型自己算出的。</translation>
    </message>
    <message>
        <source>{what} — {reason}</source>
        <translation>{what}：{reason}</translation>
    </message>
</context>
<context>
    <name>WhatIfPanel</name>
    <message>
        <source>One padded position less</source>
        <translation>减少一个填充位置</translation>
    </message>
    <message>
        <source>One padded position more</source>
        <translation>增加一个填充位置</translation>
    </message>
    <message>
        <source>Padded positions after the sentence</source>
        <translation>句末的填充位置</translation>
    </message>
    <message>
        <source>This part has nothing to switch on or off; change its numbers on the board.</source>
        <translation>这个部件没有可开关的干预；请在黑板上改它的数。</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} silent</source>
        <translation>静默第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>{explanation} The selected head: {attention}.</source>
        <translation>{explanation}所选的头：{attention}。</translation>
    </message>
    <message>
        <source>Tab moves through the switches, Space presses one; here stands what it does.</source>
        <translation>Tab 键移动，空格键切换；此处说明作用。</translation>
    </message>
    <message>
        <source>{title}. {explanation}</source>
        <translation>{title}。{explanation}</translation>
    </message>
</context>
<context>
    <name>WhatIfSection</name>
    <message>
        <source> · {count} on</source>
        <translation> · 已启用 {count} 项</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>WindowPalette</name>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>What if: on</source>
        <translation>干预：已开启</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>干预</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
</context>
<context>
    <name>WindowPresets</name>
    <message>
        <source>Keep these what-ifs</source>
        <translation>保存这些干预</translation>
    </message>
    <message>
        <source>Name (an old one is replaced)</source>
        <translation>名称（同名的旧记录会被替换）</translation>
    </message>
    <message>
        <source>Kept as “{name}”.</source>
        <translation>已保存为“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is forgotten.</source>
        <translation>已删除“{name}”。</translation>
    </message>
    <message>
        <source>Bring what-ifs back</source>
        <translation>载入干预</translation>
    </message>
    <message>
        <source>Forget what-ifs</source>
        <translation>删除已保存的干预</translation>
    </message>
</context>
<context>
    <name>WindowWalking</name>
    <message>
        <source>Step size</source>
        <translation>步进粒度</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>{speed}×</source>
        <translation>{speed}×</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Sublayer</source>
        <translation>子层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Generated token</source>
        <translation>生成的词元</translation>
    </message>
    <message>
        <source>token {number} of {count}</source>
        <translation>第 {number} 个词元，共 {count} 个</translation>
    </message>
</context>
<context>
    <name>WindowWishes</name>
    <message>
        <source>typing</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>target sentence</source>
        <translation>目标句</translation>
    </message>
    <message>
        <source>example</source>
        <translation>例句</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>翻译方向</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>no what-ifs</source>
        <translation>撤去全部干预</translation>
    </message>
    <message>
        <source>Attention Microscope {version}
Watch a trained Transformer read and translate a sentence.</source>
        <translation>Attention Microscope {version}
看一个训练好的 Transformer 如何读懂并翻译句子。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
</context>
<context>
    <name>WipeDivider</name>
    <message>
        <source>Divider between the left and the right map</source>
        <translation>左右两张图之间的分隔线</translation>
    </message>
    <message>
        <source>The arrow keys to the sides move it by a column.</source>
        <translation>左右方向键每次移动一列。</translation>
    </message>
    <message>
        <source>Drag it, or move it with the arrow keys to the sides</source>
        <translation>拖动它，或用左右方向键移动</translation>
    </message>
</context>
</TS>
