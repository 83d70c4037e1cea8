using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.SentenceChecks;
using CsCheck;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>What the verdicts mean, at the edge and one past it, and for any numbers.</summary>
public sealed class SentenceVerdictTests
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);

    [Theory]
    [InlineData("解决诉求160件", 160, SentenceVerdict.Supported)]
    [InlineData("解决诉求160件", 161, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求160件", 159, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求160余件", 160, SentenceVerdict.Supported)]
    [InlineData("解决诉求160余件", 159, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求160余件", 169, SentenceVerdict.Supported)]
    [InlineData("解决诉求160余件", 170, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求八十多件", 89, SentenceVerdict.Supported)]
    [InlineData("解决诉求八十多件", 90, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求80多件", 79, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求200余件", 299, SentenceVerdict.Supported)]
    [InlineData("解决诉求200余件", 300, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求1.2万余件", 12_999, SentenceVerdict.Supported)]
    [InlineData("解决诉求1.2万余件", 13_000, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求357余件", 359, SentenceVerdict.Supported)]
    [InlineData("解决诉求357余件", 360, SentenceVerdict.Exceeded)]
    [InlineData("Some eighty-odd petitions were resolved", 89, SentenceVerdict.Supported)]
    [InlineData("Eighty-odd petitions were resolved", 90, SentenceVerdict.Exceeded)]
    [InlineData("80-odd petitions were resolved", 79, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求八十来件", 72, SentenceVerdict.Supported)]
    [InlineData("解决诉求八十来件", 71, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求八十来件", 88, SentenceVerdict.Supported)]
    [InlineData("解决诉求80来件", 89, SentenceVerdict.Exceeded)]
    [InlineData("Some 80 petitions were resolved", 72, SentenceVerdict.Supported)]
    [InlineData("Some 80 petitions were resolved", 71, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求近八十件", 76, SentenceVerdict.Supported)]
    [InlineData("解决诉求近八十件", 75, SentenceVerdict.NotSupported)]
    [InlineData("Nearly 80 petitions were resolved", 76, SentenceVerdict.Supported)]
    [InlineData("Nearly 80 petitions were resolved", 81, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求约100件", 105, SentenceVerdict.Supported)]
    [InlineData("解决诉求约100件", 106, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求约100件", 94, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求约1.2万件", 12_499, SentenceVerdict.Supported)]
    [InlineData("解决诉求近1.2万件", 11_399, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求近100件", 95, SentenceVerdict.Supported)]
    [InlineData("解决诉求近100件", 94, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求近100件", 101, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求不足100件", 100, SentenceVerdict.Supported)]
    [InlineData("解决诉求不足100件", 101, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求20至30件", 30, SentenceVerdict.Supported)]
    [InlineData("解决诉求20至30件", 31, SentenceVerdict.Exceeded)]
    [InlineData("解决诉求1.2万件", 12_499, SentenceVerdict.Supported)]
    [InlineData("解决诉求1.2万件", 12_500, SentenceVerdict.Exceeded)]
    [InlineData("逾期诉求3件", 4, SentenceVerdict.NotSupported)]
    [InlineData("逾期诉求3件", 3, SentenceVerdict.Supported)]
    public void ANumber_IsHeldAgainstTheRecordsAsItIsWorded(string text, double recorded, SentenceVerdict verdict)
    {
        var claim = Read(text);
        var metric = Catalogue[text.Contains("逾期", StringComparison.Ordinal) ? "petitions.overdue" : "petitions.resolved"];
        Assert.Equal(verdict, SentenceVerdicts.OfLevel(claim, metric, recorded));
    }

    /// <summary>Of what is measured: up to the next number as round in the unit that is written.</summary>
    [Theory]
    [InlineData("清运垃圾800余公斤", "outputs.rubbish", 0.899, SentenceVerdict.Supported)]
    [InlineData("清运垃圾800余公斤", "outputs.rubbish", 0.9, SentenceVerdict.Exceeded)]
    [InlineData("清运垃圾850多公斤", "outputs.rubbish", 0.86, SentenceVerdict.Exceeded)]
    [InlineData("清运垃圾1.5吨余", "outputs.rubbish", 1.59, SentenceVerdict.Supported)]
    [InlineData("清运垃圾1.5吨余", "outputs.rubbish", 1.6, SentenceVerdict.Exceeded)]
    [InlineData("清运垃圾3吨多", "outputs.rubbish", 3.9, SentenceVerdict.Supported)]
    [InlineData("清运垃圾3吨多", "outputs.rubbish", 4, SentenceVerdict.Exceeded)]
    [InlineData("清运垃圾15吨多", "outputs.rubbish", 16, SentenceVerdict.Exceeded)]
    [InlineData("清运垃圾15余吨", "outputs.rubbish", 19, SentenceVerdict.Supported)]
    [InlineData("修补道路1.2公里多", "outputs.road", 1_299, SentenceVerdict.Supported)]
    [InlineData("修补道路1.2公里多", "outputs.road", 1_300, SentenceVerdict.Exceeded)]
    [InlineData("走访三百多次", "visits.count", 399, SentenceVerdict.Supported)]
    [InlineData("走访三百多次", "visits.count", 400, SentenceVerdict.Exceeded)]
    [InlineData("走访3千多次", "visits.count", 3_999, SentenceVerdict.Supported)]
    [InlineData("走访3千多次", "visits.count", 2_999, SentenceVerdict.NotSupported)]
    [InlineData("走访20多次", "visits.count", 29, SentenceVerdict.Supported)]
    [InlineData("修补道路1500来米", "outputs.road", 1_350, SentenceVerdict.Supported)]
    [InlineData("修补道路1500来米", "outputs.road", 1_349, SentenceVerdict.NotSupported)]
    [InlineData("修补道路1500来米", "outputs.road", 1_651, SentenceVerdict.Exceeded)]
    [InlineData("修补道路2来公里", "outputs.road", 1_801, SentenceVerdict.Supported)]
    [InlineData("清运垃圾500来公斤", "outputs.rubbish", 0.45, SentenceVerdict.Supported)]
    [InlineData("清运垃圾三十来车", "outputs.truckloads", 27, SentenceVerdict.Supported)]
    [InlineData("投入服务20来小时", "contributions.hours", 18, SentenceVerdict.Supported)]
    [InlineData("清掏化粪池二十来口", "outputs.tanks", 22, SentenceVerdict.Supported)]
    [InlineData("Some 90 % of petitions were closed on time", "petitions.on-time-rate", 0.945, SentenceVerdict.Supported)]
    [InlineData("Some 90 % of petitions were closed on time", "petitions.on-time-rate", 0.951, SentenceVerdict.Exceeded)]
    [InlineData("Some 90 % of petitions were closed on time", "petitions.on-time-rate", 0.85, SentenceVerdict.NotSupported)]
    public void AnAmount_ReachesAsFarAsItIsWritten(string text, string key, double recorded, SentenceVerdict verdict) =>
        Assert.Equal(verdict, SentenceVerdicts.OfLevel(Read(text), Catalogue[key], recorded));

    [Theory]
    [InlineData("办结率93%", 0.934, SentenceVerdict.Supported)]
    [InlineData("办结率93%", 0.935, SentenceVerdict.Exceeded)]
    [InlineData("办结率93.4%", 0.934, SentenceVerdict.Supported)]
    [InlineData("办结率100%", 0.9999, SentenceVerdict.NotSupported)]
    [InlineData("办结率100%", 1d, SentenceVerdict.Supported)]
    [InlineData("办结率93%", null, SentenceVerdict.NotSupported)]
    public void ARate_IsComparedToTheLastDigitThatIsWritten(string text, double? recorded, SentenceVerdict verdict) =>
        Assert.Equal(verdict, SentenceVerdicts.OfLevel(Read(text), Catalogue["petitions.closing-rate"], recorded));

    [Theory]
    [InlineData("解决诉求同比上升20%", 100d, 120, VariationKind.Better, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升20%", 100d, 120, VariationKind.AsUsual, SentenceVerdict.WithinNoise)]
    [InlineData("解决诉求同比上升20%", 100d, 120, VariationKind.Unknown, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升20%", 100d, 130, VariationKind.Better, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求同比上升20%", 120d, 100, VariationKind.Worse, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求同比下降20%", 100d, 80, VariationKind.Worse, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升20%", 0d, 120, VariationKind.Better, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求同比上升20%", null, 120, VariationKind.Better, SentenceVerdict.NotRecorded)]
    [InlineData("解决诉求同比增加20件", 100d, 120, VariationKind.Better, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升约一成", 79d, 88, VariationKind.Better, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升约一成", 100d, 116, VariationKind.Better, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求同比上升近一成", 100d, 109, VariationKind.Better, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升近一成", 100d, 111, VariationKind.Better, SentenceVerdict.NotSupported)]
    [InlineData("解决诉求同比增加20余件", 100d, 125, VariationKind.Better, SentenceVerdict.Supported)]
    [InlineData("解决诉求翻了一番", 60d, 120, VariationKind.Better, SentenceVerdict.Supported)]
    [InlineData("解决诉求同比上升", 100d, 101, VariationKind.AsUsual, SentenceVerdict.WithinNoise)]
    [InlineData("解决诉求同比上升", 100d, 100, VariationKind.AsUsual, SentenceVerdict.NotSupported)]
    public void AChange_IsHeldByItsDirection_ItsSize_AndWhatIsUsual(string text, double? before, double now, VariationKind kind,
        SentenceVerdict verdict)
    {
        var claim = Read(text);
        Assert.Equal(verdict, SentenceVerdicts.OfChange(claim, claim.Measure, Catalogue["petitions.resolved"], before, now, kind));
    }

    [Fact]
    public void AChangeOfARate_IsInPercentagePoints_HoweverItIsWritten()
    {
        var metric = Catalogue["petitions.satisfaction-rate"];
        foreach (var text in new[] { "满意率提高5个百分点", "满意率提高5%" })
        {
            var claim = Read(text);
            SentenceVerdict Of(double now) => SentenceVerdicts.OfChange(claim, claim.Measure, metric, 0.8, now, VariationKind.Better);
            Assert.Equal((SentenceVerdict.Supported, SentenceVerdict.NotSupported), (Of(0.85), Of(0.84)));
        }
    }

    /// <summary>Against the same rules written anew, in whole numbers.</summary>
    [Fact]
    public void AnyNumber_IsJudgedAsByBruteForce() => Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 5]).Sample(drawn =>
    {
        var (said, recorded, form) = drawn;
        var (text, isRight) = form switch
        {
            0 => ($"解决诉求{said}件", recorded == said),
            1 => ($"解决诉求{said}余件", recorded >= said && recorded < (said > 0 && said % 100 == 0 ? said + 100 : (said / 10 * 10) + 10)),
            5 => ($"解决诉求{said}来件", Math.Abs(recorded - said) * 10 <= said),
            2 => ($"解决诉求约{said}件", Math.Abs(recorded - said) * 20 <= said),
            3 => ($"解决诉求近{said}件", recorded <= said && (said - recorded) * 20 <= said),
            _ => ($"解决诉求不到{said}件", recorded <= said),
        };
        var verdict = SentenceVerdicts.OfLevel(Read(text), Catalogue["petitions.resolved"], recorded);
        Assert.Equal(isRight, verdict == SentenceVerdict.Supported);
        if (!isRight) Assert.Equal(recorded > said && form != 4, verdict == SentenceVerdict.Exceeded);
    });

    private static ReadClaim Read(string text) =>
        SentenceReader.Read(text, new(2026, 9, 15), [], TestContext.Current.CancellationToken).Claims[0];
}
