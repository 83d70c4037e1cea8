using AngleSharp.Html.Dom;
using Bunit;
using Concentric.Dashboard.Features.Administration;
using Concentric.People;
using Concentric.Tests.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Concentric.Tests.Components.Administration;

public sealed class AuditFilterTests : ComponentTest
{
    public AuditFilterTests()
    {
        Services.AddLogging();
        Render<MudPopoverProvider>();
    }

    [Fact]
    public void BeforeTheCircuitStands_TheFormGoesToThePageByItsAddress()
    {
        var form = (IHtmlFormElement)Filter(new("petition", "李", 7, new(2026, 3, 1))).Find("form");
        Assert.Equal(("get", "/admin/audit"), (form.Method, form.GetAttribute("action")));
        Assert.Equal(["record=7", "kind=petition", "by=李", "from=2026-03-01", "to="],
            form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Select(input => $"{input.Name}={input.Value}"));
    }

    [Fact]
    public void WhatIsAsked_StandsInTheAddress_AndWhatIsNoDayIsToldAndStays()
    {
        var filter = Filter(new(RecordId: 7));
        var navigation = Services.GetRequiredService<NavigationManager>();
        filter.Find("input[name=by]").Change(" 李 ");
        filter.Find("input[name=from]").Change("soon");
        filter.Find("form").Submit();
        Assert.EndsWith("localhost/", navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("From", filter.Find("[data-field=from] .field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("soon", filter.Find("input[name=from]").GetAttribute("value"));
        filter.Find("input[name=from]").Change("2026-3-1");
        filter.Find("form").Submit();
        Assert.EndsWith("/admin/audit?by=%E6%9D%8E&record=7&from=2026-03-01", navigation.Uri, StringComparison.Ordinal);
    }

    private IRenderedComponent<AuditFilter> Filter(AuditRequest request) => Render<AuditFilter>(parameters =>
        parameters.Add(filter => filter.Request, request).Add(filter => filter.Kinds, ["petition", "account"]));
}
