using System.Globalization;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.SentenceChecks;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>Every metric is found by what it is called.</summary>
public sealed class MetricMatcherTests
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);

    private static readonly MetricMatcher Matcher = new(Catalogue);

    public static TheoryData<string, string> Names
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var metric in Catalogue.All)
                foreach (var language in new[] { "zh-CN", "en" }) rows.Add(metric.Key, language);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AMetric_IsFoundByItsOwnName(string key, string language)
    {
        var (metric, culture) = (Catalogue[key], CultureInfo.GetCultureInfo(language));
        var read = SentenceReader.Read($"{Texts.Name(metric, culture)} 37 {Texts.Unit(metric.Unit, culture)}", new(2026, 9, 15), [],
            TestContext.Current.CancellationToken);
        var claim = Assert.Single(read.Claims);
        Assert.Equal(37, claim.Low);
        var found = Matcher.Match(read, claim);
        Assert.Equal(key, found[0].Metric.Key);
        Assert.True(found[0].IsWhole);
    }

    [Fact]
    public void EveryMetric_SaysHowReportsSpeakOfIt() => Assert.All(Catalogue.All, metric =>
        Assert.All(MetricSynonyms.Of(metric), line => Assert.All(line, part => Assert.All(part, word =>
            Assert.Equal(NumberReader.Fold(word).Trim(), word)))));

    [Fact]
    public void AMetric_OfAnotherUnit_IsNotOffered()
    {
        var read = SentenceReader.Read("志愿者200名参与活动。", new(2026, 9, 15), [], TestContext.Current.CancellationToken);
        Assert.All(Matcher.Match(read, read.Claims[0]), candidate => Assert.Equal(MetricUnit.Persons, candidate.Metric.Unit));
    }

    [Fact]
    public void WhatMayBeSeveral_IsNotSure_AndOffersTheLikeliestFirst()
    {
        var read = SentenceReader.Read("热线转办工单45件。", new(2026, 9, 15), [], TestContext.Current.CancellationToken);
        var found = Matcher.Match(read, read.Claims[0]);
        Assert.Null(MetricMatcher.Sure(found, read, read.Claims[0]));
        Assert.Contains("petitions.received", found.Select(one => one.Metric.Key));
        Assert.True(found.Count is > 1 and <= MetricMatcher.MostOffered);
    }
}
