using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;
using Concentric.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Evaluation;

public sealed class RulesEditorTests : BunitContext
{
    public RulesEditorTests() => Services.AddLogging();

    [Fact]
    public void WhatIsNotTouched_ComesBackAsItWas() =>
        Assert.Equal(Scheme.Default.ToJson(), RulesForm.Of(Scheme.Default).ToScheme().ToJson());

    [Fact]
    public void TheSumOfTheWeights_IsToldWhileItIsTyped()
    {
        var form = RulesForm.Of(Scheme.Default);
        var editor = Render(form);
        Assert.Contains("good", editor.Find(".weight-sum").ClassList);
        editor.FindAll("input[name=weight]")[0].Input("39");
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
        editor.FindAll(".rule-row .link-button")[0].Click();
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

    private IRenderedComponent<RulesEditor> Render(RulesForm form, FormState? state = null, bool isFrozen = false) =>
        Render<RulesEditor>(parameters => parameters.Add(editor => editor.Form, form)
            .Add(editor => editor.State, state ?? new FormState("rules")).Add(editor => editor.IsFrozen, isFrozen));
}
