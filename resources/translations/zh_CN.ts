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
        <source>Save trace …</source>
        <translation>保存计算轨迹…</translation>
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
        <source>What-if panel</source>
        <translation>干预面板</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>详情</translation>
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
        <source>Play the steps</source>
        <translation>播放步骤</translation>
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
        <source>Keys</source>
        <translation>快捷键</translation>
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
        <source>{what}  ×</source>
        <translation>{what}  ×</translation>
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
        <translation>第 {layer} 层第 {head} 头每行只盯一个词元：最大权重平均为 {share}%。</translation>
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
        <source>Head {head} of layer {layer}, now minus without the changes, over the same tokens: no weight moved by more than {largest}.</source>
        <translation>第 {layer} 层第 {head} 头，相同词元，有干预减无干预：权重的变化不超过 {largest}。</translation>
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
        <source>difference of weight</source>
        <translation>权重之差</translation>
    </message>
    <message>
        <source>Query: source tokens ask</source>
        <translation>查询：源词元</translation>
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
        <translation>{query} → {key}：已被掩码，故权重为 {weight}；{total}</translation>
    </message>
    <message>
        <source>{query} → {key}: {weight}; {total}</source>
        <translation>{query} → {key}：{weight}；{total}</translation>
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
</context>
<context>
    <name>AttentionView</name>
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
    <name>BusyLine</name>
    <message>
        <source>Nothing is being computed</source>
        <translation>没有正在进行的计算</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>What changed</source>
        <translation>前后对比</translation>
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
        <source>No attention weight moved.</source>
        <translation>注意力权重没有变化。</translation>
    </message>
    <message>
        <source>{attention}, layer {layer}, head {head}</source>
        <translation>{attention}，第 {layer} 层第 {head} 头</translation>
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
        <source>output</source>
        <translation>输出</translation>
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
        <source>Each token&apos;s number picks its row from the embedding table.</source>
        <translation>每个词元按编号从嵌入表中取出对应的一行。</translation>
    </message>
    <message>
        <source>Every value is multiplied by the same constant.</source>
        <translation>每个数值都乘以同一个常数。</translation>
    </message>
    <message>
        <source>Sine and cosine waves of many lengths tell the model where each token stands.</source>
        <translation>不同波长的正弦与余弦波告诉模型每个词元的位置。</translation>
    </message>
    <message>
        <source>A trained vector for each place tells the model where each token stands.</source>
        <translation>每个位置一个训练所得的向量，告诉模型词元的位置。</translation>
    </message>
    <message>
        <source>Two values are added, so that what was there is kept.</source>
        <translation>两个数值相加，原有的信息得以保留。</translation>
    </message>
    <message>
        <source>A trained matrix turns each token&apos;s vector into another one, each token by itself.</source>
        <translation>训练所得的矩阵把每个词元的向量变成另一个向量，各词元互不影响。</translation>
    </message>
    <message>
        <source>Each query is compared with each key: the larger their product, the better they match.</source>
        <translation>每个查询与每个键相比较：点积越大，越匹配。</translation>
    </message>
    <message>
        <source>Says for each pair of tokens whether one may look at the other.</source>
        <translation>规定每一对词元中，一个能否看到另一个。</translation>
    </message>
    <message>
        <source>A token may look where every mask allows it.</source>
        <translation>所有掩码都允许之处，词元才可以看。</translation>
    </message>
    <message>
        <source>Where a token must not look, the score becomes minus infinity, which softmax turns into 0.</source>
        <translation>不可看之处，分数变为负无穷，经 softmax 后为 0。</translation>
    </message>
    <message>
        <source>Each row becomes shares between 0 and 1 that add up to 1.</source>
        <translation>每一行变成 0 到 1 之间的份额，总和为 1。</translation>
    </message>
    <message>
        <source>Each token takes the values of the others, mixed by its attention weights.</source>
        <translation>每个词元按注意力权重汇集各词元的值。</translation>
    </message>
    <message>
        <source>The outputs of all heads are put side by side again.</source>
        <translation>所有头的输出重新拼接在一起。</translation>
    </message>
    <message>
        <source>The average over each token&apos;s vector.</source>
        <translation>每个词元向量的平均值。</translation>
    </message>
    <message>
        <source>The average squared distance from the mean, for each token.</source>
        <translation>每个词元与均值之差的平方的平均。</translation>
    </message>
    <message>
        <source>The root of the variance plus a tiny epsilon, which keeps the division safe.</source>
        <translation>方差加上极小的 ε 后开方，使除法安全。</translation>
    </message>
    <message>
        <source>Each token&apos;s vector is shifted to mean 0 and stretched to deviation 1.</source>
        <translation>每个词元的向量平移到均值 0，缩放到标准差 1。</translation>
    </message>
    <message>
        <source>Each feature is stretched by its trained gamma and shifted by its trained beta.</source>
        <translation>每个特征乘以训练所得的 γ，再加上训练所得的 β。</translation>
    </message>
    <message>
        <source>What is below zero becomes 0; the rest stays as it is.</source>
        <translation>小于零的变为 0，其余不变。</translation>
    </message>
    <message>
        <source>The most probable token of the vocabulary comes next.</source>
        <translation>取词表中概率最大的词元作为下一个（贪心解码）。</translation>
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
        <source>Positional encoding off</source>
        <translation>关闭位置编码</translation>
    </message>
    <message>
        <source>The model no longer knows in which order the tokens stand.</source>
        <translation>模型不再知道词元的先后顺序。</translation>
    </message>
    <message>
        <source>LayerNorm off</source>
        <translation>关闭层归一化</translation>
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
        <source>Head {head} of layer {layer} silent, {attention}</source>
        <translation>静默{attention}第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>This head adds nothing: its output is 0 before the heads are put side by side.</source>
        <translation>此头不起作用：多头拼接前，其输出为 0。</translation>
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
        <source>Layer {layer}, head {head} is selected</source>
        <translation>已选中第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>Attention maps of {layers} layers with {heads} heads</source>
        <translation>{layers} 层、每层 {heads} 个头的注意力图</translation>
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
        <translation>第 {row} 行第 {column} 列：{value}</translation>
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
        <source>Examples ▾</source>
        <translation>例句 ▾</translation>
    </message>
    <message>
        <source>Given target</source>
        <translation>指定译文</translation>
    </message>
    <message>
        <source>Feed the decoder a sentence of yours instead of its own words (teacher forcing)</source>
        <translation>让解码器读入你给的译文，而不是它自己的输出（teacher forcing）</translation>
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
    <name>Legend</name>
    <message>
        <source>Legend: colours from {low} to {high}</source>
        <translation>图例：颜色从 {low} 到 {high}</translation>
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
        <translation>关</translation>
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
        <source>gamma, the trained stretch</source>
        <translation>γ：训练所得的缩放</translation>
    </message>
    <message>
        <source>beta, the trained shift</source>
        <translation>β：训练所得的平移</translation>
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
        <source>“{head}” is no head of this model, which has {layers} layers of {heads} heads; count both from 0.</source>
        <translation>“{head}”不是此模型的头；它有 {layers} 层，每层 {heads} 个头，均从 0 数起。</translation>
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
        <source>, </source>
        <translation>、</translation>
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
        <translation>保存计算轨迹</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>What if …</source>
        <translation>干预：如果……</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>详情</translation>
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
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
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
    <name>StepView</name>
    <message>
        <source>Nothing was recorded.</source>
        <translation>没有记录。</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Made from the input itself</source>
        <translation>直接来自输入</translation>
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
    <message>
        <source>Dots: may look. Lines: masked, may not look.</source>
        <translation>圆点：可见。斜线：已掩码，不可见。</translation>
    </message>
    <message>
        <source>[{names}] = {sizes}</source>
        <translation>[{names}] = {sizes}</translation>
    </message>
    <message>
        <source>head {head} of {heads} is shown (keys , and .)</source>
        <translation>第 {head}/{heads} 头（, . 键切换）</translation>
    </message>
    <message>
        <source>least {low}, mean {mean}, most {high}</source>
        <translation>最小 {low}  均值 {mean}  最大 {high}</translation>
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
</context>
<context>
    <name>TokenPanel</name>
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
    <name>WhatChanged</name>
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
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Head {head} of layer {layer} silent</source>
        <translation>静默第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>{attention}, the selected head: {explanation}</source>
        <translation>{attention}中选中的头。{explanation}</translation>
    </message>
    <message>
        <source>Tab moves through the switches, Space presses one; here stands what it does.</source>
        <translation>Tab 键移动，空格键切换；此处显示开关的作用。</translation>
    </message>
    <message>
        <source>{title}. {explanation}</source>
        <translation>{title}。{explanation}</translation>
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
</TS>
