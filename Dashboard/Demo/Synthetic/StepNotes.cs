using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>What workers note at the steps of a petition.</summary>
internal static class StepNotes
{
    private static readonly string[] Negotiated =
    [
        "在议事厅与居民代表、物业商定处理办法", "已约相关单位现场协商", "与反映人面谈，确认诉求细节", "网格长、楼门长到场，明确责任单位", "联席会议上商定由责任单位牵头",
    ];

    private static readonly string[] Handled =
    [
        "维修人员已到场处理", "已完成清理，现场拍照留存", "物业更换配件，恢复使用", "执法人员到场劝导整改", "施工完成，等待居民查看", "已与双方签订调解协议",
    ];

    private static readonly string[] FedBack = ["已电话告知处理结果", "上门向居民反馈", "在楼门微信群公示结果", "居民到现场确认"];

    public static string? Draw(PetitionStepKind kind, SeededRandom random) => kind switch
    {
        PetitionStepKind.Negotiated => random.Pick(Negotiated),
        PetitionStepKind.Handled => random.Pick(Handled),
        PetitionStepKind.FedBack => random.Pick(FedBack),
        _ => null,
    };

    /// <summary>A closing without a solution must say why.</summary>
    public static string? Closing(PetitionOutcome outcome) => outcome switch
    {
        PetitionOutcome.Unresolved => "涉及产权与资金，现阶段无法解决，已列入下年度计划",
        PetitionOutcome.Withdrawn => "居民自行解决，主动撤回",
        _ => null,
    };
}
