using System.Globalization;
using Bunit;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Evaluation;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Evaluation;

public sealed class AdjustmentFormTests
{
    public AdjustmentFormTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnAdjustment_NeedsItsRuleReasonAndEvidence_AndAUnitWhereThePageIsOfNone(bool isOfUnit)
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Leader);
        var scene = new EvaluationScene(context.Store);
        var unit = await scene.UnitAsync("Market");
        var cycle = await scene.CycleAsync(CycleStage.Scoring);
        var form = context.Render<AdjustmentForm>(shown => shown.Add(one => one.CycleId, cycle.Id).Add(one => one.Scheme, Scheme.Default)
            .Add(one => one.UnitId, isOfUnit ? unit.Id : 0)
            .Add(one => one.Units, isOfUnit ? null : (IReadOnlyList<Choice<long?>>)[new(unit.Id, "Market")]));
        await context.OpenActionAsync(form, "adjust");
        Assert.Equal(isOfUnit ? 0 : 1, context.Dialog.FindAll("[data-field=CoBuilderId]").Count);
        Assert.Equal("1", context.Dialog.Find("[name=Times]").GetAttribute("value"));
        await context.SendActionAsync();
        foreach (var field in new[] { "RuleKey", "Reason", "Evidence" }) Assert.NotEmpty(RecordPagesContext.ErrorOf(context.Dialog, field));
        // Only what somebody gives is offered; what the records say by themselves is not.
        var offered = Scheme.Default.Adjustments.Where(one => one.Source == AdjustmentSource.Given).ToList();
        Assert.True(offered.Count < Scheme.Default.Adjustments.Count);
    }
}
