using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Tests.Core.Rules;

public partial class RuleTextsTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void EveryRule_HasATextInBothLanguages_WithTheSameArguments() =>
        Assert.All(Enum.GetValues<Rule>(), rule =>
        {
            var (zh, en) = (RuleTexts.Of(rule, Chinese), RuleTexts.Of(rule, English));
            Assert.NotEqual(zh, en);
            Assert.Equal(Places().Matches(zh).Select(place => place.Value).Order(), Places().Matches(en).Select(place => place.Value)
                .Order());
        });

    [Fact]
    public void AViolation_TellsFieldValueAndMend()
    {
        var violation = Refuse(check =>
            check.That(false, nameof(Petition.DueOn), new DateOnly(2026, 3, 1), Rule.BeforeBeginning, new DateOnly(2026, 3, 2)));
        Assert.Equal("到期日“2026-03-01”：不能早于受理或发现日期（2026-03-02）。", violation.Describe(Chinese));
        Assert.Equal("Due on “2026-03-01”: It may not be before the day of receipt or finding (2026-03-02).", violation.Describe(English));
        Assert.Equal("阶段：跳过了“办理”环节，请先办理该环节，或写明跳过的原因。",
            Refuse(check => check.That(false, "Stage", null, Rule.SkipsStage, PetitionStage.Handled)).Describe(Chinese));
    }

    [Fact]
    public void ALongValue_IsToldBackInShort_WithoutHalfAnEmoji()
    {
        var violation = Refuse(check => check.Line("Title", new string('长', 78) + string.Concat(Enumerable.Repeat("🚰", 100)), 200));
        Assert.Equal(new string('长', 78) + "…", violation.Value);
        Assert.Equal([200, 278], violation.Args);
        Assert.Contains("1,000", Refuse(check => check.Within("Amount", 0, 1, 1_000)).Mend(English));
    }

    [Fact]
    public void TheMessageForLogs_HoldsNoValue()
    {
        var refused = Assert.Throws<RefusedException>(() =>
        {
            var check = new ValidationContext();
            check.That(false, "PetitionerPhone", "13812345678", Rule.TooLong);
            check.ThrowIfAny();
        });
        Assert.Equal("Refused: PetitionerPhone TooLong", refused.Message);
    }

    private static Violation Refuse(Action<ValidationContext> against)
    {
        var check = new ValidationContext();
        against(check);
        return Assert.Single(Assert.Throws<RefusedException>(check.ThrowIfAny).Violations);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();
}
