using Concentric.Dashboard.Components.Records;
using Microsoft.JSInterop;

namespace Concentric.Tests.Components.Records;

public sealed class BrowserDraftsTests
{
    [Fact]
    public async Task ABrowserThatHasGone_KeepsNobodyWaiting()
    {
        var gone = new Browser(_ => Task.FromException(new JSDisconnectedException("gone")));
        await gone.ForgetDraftAsync("a/petition/1/close");
        Assert.Equal("concentricDrafts.clear a/petition/1/close", gone.Asked);
    }

    [Fact]
    public async Task ABrowserThatDoesNotAnswer_KeepsNobodyWaiting() =>
        await new Browser(cancelled => Task.Delay(Timeout.Infinite, cancelled)).ForgetDraftAsync("a", TimeSpan.FromMilliseconds(1));

    [Fact]
    public async Task WhatTheBrowserRefuses_IsAnErrorAsEver() =>
        await Assert.ThrowsAsync<JSException>(() =>
            new Browser(_ => Task.FromException(new JSException("no such function"))).ForgetDraftAsync("a"));

    private sealed class Browser(Func<CancellationToken, Task> answer) : IJSRuntime
    {
        public string? Asked { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Asked = $"{identifier} {args![0]}";
            await answer(cancellationToken);
            return default!;
        }
    }
}
