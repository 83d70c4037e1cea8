using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;
using Concentric.Rules;
using Concentric.Tests.Components.Shared;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Evaluation;

public sealed class RulesEditorTests : ComponentTest
{
    public RulesEditorTests()
    {
        Services.AddLogging();
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void WhatIsNotTouched_ComesBackAsItWas() =>
        Assert.Equal(Scheme.Default.ToJson(), RulesForm.Of(Scheme.Default).ToScheme().ToJson());

    [Fact]
    public void TheSumOfTheWeights_IsToldWhileItIsTyped()
    {
        var form = RulesForm.Of(Scheme.Default);
        var editor = Render(form);
        Assert.Contains("good", editor.Find(".weight-sum").ClassList);
        editor.FindAll("input[name$='.Weight']")[0].Input("39");
        Assert.Equal("99", editor.Find(".weight-sum").GetAttribute("data-sum"));
        Assert.Contains("bad", editor.Find(".weight-sum").ClassList);
    }

    [Fact]
    public void ACriterion_IsAdded_JudgedUntilItReadsSomething_AndRemoved()
    {
        var form = RulesForm.Of(Scheme.Default);
        var editor = Render(form);
        editor.FindAll("button")
            .First(button => button.TextContent.Contains("添加指标", StringComparison.Ordinal)
                || button.TextContent.Contains("Add a criterion", StringComparison.Ordinal)).Click();
        Assert.Equal(CriterionKind.Judged, form.ToScheme().Criteria[^1].Kind);
        editor.FindAll(".rule-row .rule-remove")[0].Click();
        Assert.Equal(["activities", "money", "hours", "wishes", "criterion-1"], form.ToScheme().Criteria.Select(one => one.Key));
    }

    [Fact]
    public void WhatIsRefused_StandsAtTheTop_AndFrozenRulesAskForAReason()
    {
        var state = new FormState("rules");
        var editor = Render(RulesForm.Of(Scheme.Default), state, isFrozen: true);
        Assert.NotEmpty(editor.FindAll("[name=Reason]"));
        editor.InvokeAsync(() => state.Refuse([new(nameof(Criterion.Weight), "99", Rule.WeightsSum, [99L])]));
        Assert.Contains("99", editor.Find(".problems").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWrongInARow_StandsInIt_AndWhatIsLeftOutIsMissing()
    {
        var form = RulesForm.Of(Scheme.Default);
        var state = new FormState("rules");
        var editor = Render(form, state);
        form.Criteria[1].Name = null;
        form.Criteria[2].Weight = 130;
        var check = new ValidationContext();
        form.ToScheme().Checked(check);
        editor.InvokeAsync(() => state.Refuse(form.Placed(check.Found)));
        Assert.StartsWith("Criterion: ",
            Assert.Single(editor.FindAll(".rule-row")[1].QuerySelectorAll(".field-error")).TextContent, StringComparison.Ordinal);
        Assert.Equal("rules-money.Weight-error", Assert.Single(editor.FindAll(".rule-row")[2].QuerySelectorAll(".field-error")).Id);
        // The sum is nobody's alone; the two others lead to their fields.
        Assert.Equal(3, editor.FindAll(".problems li").Count);
        Assert.Equal(2, editor.FindAll(".problems [data-focus]").Count);
        Assert.Empty(form.Missing);
        form.MostBonus = null;
        form.Criteria[0].Deduction = null;
        Assert.Equal(["attendance.Deduction", "MostBonus"], form.Missing.Select(violation => violation.Field));
    }

    private IRenderedComponent<RulesEditor> Render(RulesForm form, FormState? state = null, bool isFrozen = false) =>
        Render<RulesEditor>(parameters => parameters.Add(editor => editor.Form, form)
            .Add(editor => editor.State, state ?? new FormState("rules")).Add(editor => editor.IsFrozen, isFrozen));
}
