using Concentric.Dashboard.Features.Decomposition;
using Concentric.Decomposition;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Tests.Components.Shared;

namespace Concentric.Tests.Components.Decomposition;

public sealed class WhyRowTests : ComponentTest
{
    [Theory]
    [InlineData("petitions.satisfaction-rate", 0.01)]
    [InlineData("petitions.resolved", 20)]
    public void WhatAddsMostIsFirst_ByTheNumbersThatArePrinted(string key, double size)
    {
        var metric = new MetricCatalogue(new())[key];
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            List<ChangePart> parts = [.. Enumerable.Range(0, 5)
                .Select(_ => new PartEffect(metric.IsRate ? Draw() : 0, metric.IsRate ? Draw() : Math.Round(Draw())))
                .Select(effect => new ChangePart(ChangePartKind.Rest, "", default, default, effect, VariationKind.AsUsual))
                .OrderByDescending(part => Math.Abs(part.Effect.Total))];
            var dimension = new ChangeDimension("category", parts);
            var change = new ExplainedChange(default, default, default, default, null, ChangeGap.None,
                new(parts.Sum(part => part.Effect.Total), 1), new(0, 1), default, default, PartsGap.None, [dimension]);
            var shown = WhyRow.Of(change, dimension, metric, null!).Select(row => Math.Abs(row.Shown.Total)).ToList();
            Assert.Equal(shown.OrderDescending(), shown);
        }

        double Draw() => (random.NextDouble() - 0.5) * size;
    }
}
