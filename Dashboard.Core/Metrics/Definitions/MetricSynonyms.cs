using System.Collections.Frozen;

namespace Concentric.Metrics;

/// <summary>
/// The words by which reports speak of metrics, in both languages. A line is what must all be said, in any order, separated by blanks;
/// alternatives by a bar, a blank within one by an underscore. English words are beginnings of words, in lower case. A metric is known by
/// its own name besides.
/// </summary>
public static class MetricSynonyms
{
    private const string Petition = "诉求|工单|投诉|来电|急难愁盼";

    private const string PetitionEn = "petition|request|complaint|appeal|case";

    private static readonly FrozenDictionary<string, string[]> Lines = new Dictionary<string, string[]>
    {
        ["petitions.received"] = [$"受理|接到|接收|收到|登记|收集 {Petition}|意见|建议",
            "诉求量|诉求总量|诉求数|投诉量|投诉总量|工单量|工单总量|来电量|受理量", $"receiv|register|accept {PetitionEn}"],
        ["petitions.closed"] = [$"办结|办理完成 {Petition}|事项", $"closed|closing {PetitionEn}"],
        ["petitions.resolved"] =
            [$"解决|化解|处理 {Petition}|问题|难题|烦心事|关切|矛盾", $"resolv|solv|settl {PetitionEn}|problem|issue"],
        ["petitions.confirmed"] = ["确认 解决", "confirm resident|resolv"],
        ["petitions.closing-rate"] = ["办结率", "closing_rate|closure_rate"],
        ["petitions.on-time-rate"] = ["按期|按时|及时|如期 办结率", "按期办结", "clos on_time|on-time"],
        ["petitions.reached-rate"] = ["回访 接通率|成功率|有效率", "接通率", "reached call"],
        ["petitions.satisfaction-rate"] = ["满意率", "满意度", "satisfaction", "satisfied"],
        ["petitions.resolution-rate"] = ["解决率", "resolution_rate"],
        ["petitions.response-rate"] = ["响应率", "回应率", "response_rate"],
        ["petitions.reopened-rate"] = ["返工率|重办率|重开率", "reopen", "reopening_rate"],
        ["petitions.stayed-fixed-rate"] = ["解决 未反复率|未反弹率|不反弹率", "resolv not_back|stayed"],
        ["petitions.days-to-close"] = ["办结|办理|处置|处理 用时|时长|时间|周期|时限", "平均|中位 办结 天|工作日", "days|time clos|handl|resolv"],
        ["petitions.overdue"] = [$"逾期|超期|超时 {Petition}", $"逾期|超期|超时 未办结|在办|待办 {Petition}", $"overdue {PetitionEn}"],
        ["petitions.shared"] = ["共性 难题|问题|诉求", "shared problem|issue|petition"],
        ["petitions.open"] = [$"在办|未办结|待办 {Petition}", $"open|pending {PetitionEn}"],
        ["petitions.open.collected"] = [],
        ["petitions.overdue.collected"] = [],
        ["petitions.open.negotiated"] = [],
        ["petitions.overdue.negotiated"] = [],
        ["petitions.open.handled"] = [],
        ["petitions.overdue.handled"] = [],
        ["petitions.open.fed-back"] = [],
        ["petitions.overdue.fed-back"] = [],
        ["score.three-rates"] = ["三率 得分|评分|成绩|综合", "three-rates|three_rates"],
        ["hazards.found"] = ["排查|发现|摸排|查出|查找 隐患|风险", "found|identif|spotted|discover|detect hazard|risk"],
        ["hazards.rectified"] =
            ["整改|消除|治理|排除|整治 隐患|风险点", "rectif|fixed|eliminat|remov|correct hazard|risk"],
        ["hazards.verified"] = ["复查|复核|销号 隐患", "verif|re-inspect hazard"],
        ["hazards.fire-lanes"] =
            ["疏通|清理|打通|畅通|整治|清除 消防通道|消防车通道|生命通道", "clear|unblock|free fire_lane|fire_passage|fire_route"],
        ["hazards.on-time-rate"] = ["隐患 按期|按时|及时|如期 整改率", "hazard rectif on_time|on-time"],
        ["hazards.on-time-rate.b"] = ["隐患 整改率", "整改率", "rectification_rate"],
        ["hazards.reopened-rate"] = ["隐患 返工率|反弹率|复发率", "hazard found_again|return|reopen"],
        ["hazards.stayed-fixed-rate"] = ["隐患 未反复率|未反弹率|不反弹率", "rectif not_back|stayed"],
        ["hazards.overdue"] = ["逾期|超期|超时 隐患", "overdue hazard"],
        ["hazards.overdue-major"] = ["逾期|超期|超时 重大 隐患", "overdue major hazard"],
        ["hazards.open"] = ["未整改|待整改|尚未整改|在改 隐患", "open|outstanding|unrectified hazard"],
        ["activities.held"] = ["举办|开展|组织|举行 活动", "held|hold|organi|stag|put_on event|activit"],
        ["activities.attendance"] =
            ["活动 参与|参加", "参与|参加|吸引|惠及|服务|覆盖 人次", "attend|attendance|participa|took_part|person-times"],
        ["activities.volunteers"] =
            ["志愿者|志愿服务 参与|参加|出动|投入|人次|服务", "volunteer attend|participa|took_part|turned_out|person-times"],
        ["activities.saved"] =
            ["降低|节约|节省|减少 活动成本|成本|经费|费用|开支", "sav|lower|cut|reduc cost|expens", "sav yuan"],
        ["activities.clean-ups"] = ["环境整治|清整|大扫除|卫生整治|环境清理|清洁行动", "clean-up|cleanup"],
        ["activities.shows-clinics"] = ["文艺|汇演|演出 义诊", "义诊|汇演|文艺演出", "show|performance|clinic", "show|performance clinic"],
        ["activities.joint-events"] =
            ["联办|联合|共同 开展|举办|组织 活动", "主题党日 文化节", "主题党日|邻里文化节", "joint event|activit"],
        ["activities.fairs"] = ["大集", "fair|fairs"],
        ["activities.services"] = ["提供|推出|开展|带来 服务", "offer|provid service"],
        ["outputs.rubbish"] = ["清运|清理|清除|清走 垃圾|杂物|废弃物|堆物", "rubbish|garbage|waste|trash|debris"],
        ["outputs.road"] =
            ["修补|修缮|铺设|硬化|维修|修复|铺修|修 道路|路面|小路|爱心路", "repair|pave|mend|resurfac road|path"],
        ["outputs.tanks"] = ["清掏|疏通|清理 化粪池|井池|管井|污水井|检查井", "clear|clean|empt tank|septic|pit"],
        ["outputs.truckloads"] = ["清运|拉走|运走 车", "truckload"],
        ["outputs.charging-ports-agreed"] =
            ["充电 端口|桩|口|设施 协议|协商|议定|商定|约定|达成|签约", "charging port|point agree"],
        ["outputs.charging-ports-built"] =
            ["充电 端口|桩|口|设施 建成|建设|安装|新建|增设|投用|新增", "charging port|point built|install|add"],
        ["outputs.fire-lanes"] = ["清理|疏通 消防通道 条", "fire_lane output"],
        ["projects.strands"] = ["行动 项", "开展|推进|实施|启动 行动", "strand", "action launch|carr|begun|under"],
        ["meetings.joint"] = ["联席 会商|会议|会", "joint conference|meeting"],
        ["meetings.talks"] = ["恳谈会|恳谈", "residents'_talk|residents_talk|talk"],
        ["meetings.council"] = ["议事厅|议事会 会议|召开|议事", "议事厅", "council_hall", "council_hall meeting|session"],
        ["meetings.four-party"] = ["四方 协商", "four-party|four_party"],
        ["commitments.kept-rate"] = ["承诺 兑现率|履约率|完成率", "兑现率", "commitment kept|honour|fulfil"],
        ["visits.count"] = ["入户|走访|家访|上门 走访|次|探访", "走访|入户", "home_visit|visit"],
        ["visits.households"] = ["走访|入户|探访|上门|覆盖 户|户数|家庭|住户", "household|famil visit|reach|call"],
        ["errands.persons"] = ["代办|帮办", "代办|帮办 服务|事项|缴费|认证 人次", "errand", "errand person"],
        ["wishes.raised"] = ["征集|收集 心愿", "rais|collect wish"],
        ["wishes.claimed"] = ["认领 心愿", "claim wish"],
        ["wishes.fulfilled"] =
            ["实现|圆梦|完成|达成|点亮|圆 心愿", "认领 实现|圆梦|完成|达成|圆 心愿", "fulfil|grant|came_true wish", "claim fulfil|grant wish"],
        ["volunteers.active"] = ["志愿者 认领|认岗|上岗", "志愿者 认领|认岗|上岗 岗位|服务岗", "volunteer claim|took_up", "volunteer claim|took_up post|position"],
        ["contributions.yuan"] =
            ["筹集|投入|捐赠|捐款|募集|出资|筹措|引入 资金|款|元", "given|gave|contribut|rais|donat yuan|money|fund", "contribut|donat"],
        ["contributions.hours"] = ["投入|贡献|服务 工时|小时", "contribut|given|gave hour"],
        ["rotation.secretaries"] = ["书记 交流|轮岗|互换|对调|换岗", "secretar exchang|rotat|swap"],
        ["rotation.communities"] = ["社区 交流|轮岗|互换|对调|换岗", "communit exchang|rotat|swap"],
        ["overdue.items"] = ["逾期|超期|超时 事项", "overdue item|matter"],
    }.ToFrozenDictionary();

    /// <summary>The lines of a metric, each as what must be said, each of those as its alternatives.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has said how reports speak of it.</exception>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Of(Metric metric) => [.. Lines[metric.Key].Select(line =>
        (IReadOnlyList<IReadOnlyList<string>>)[.. line.Split(' ').Select(part =>
            (IReadOnlyList<string>)[.. part.Split('|').Select(word => word.Replace('_', ' '))])])];
}
