using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Benchmarks.OpenPages;

/// <summary>
/// One open page without a browser: asks for the prerendered page, opens its circuit over a WebSocket as Blazor's script does, and
/// acknowledges every batch of changes. It draws nothing, so that hundreds fit beside the server that is measured.
/// </summary>
/// <param name="client">Signed in; its cookies are sent with the circuit.</param>
/// <param name="note">Told of each batch, with what the page has shown before it.</param>
internal sealed partial class CircuitClient(
    HttpClient client, CookieContainer cookies, Action<Dictionary<long, long>, ReadOnlySpan<byte>> note) : IAsyncDisposable
{
    private readonly TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubConnection? connection;
    private string? circuit;

    /// <summary>What went wrong, as the server or the connection said it; null while all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>The saves that the page has shown, by the record, with the microsecond at which it first did.</summary>
    public Dictionary<long, long> Seen { get; } = [];

    /// <summary>Bytes of the batches of changes received.</summary>
    public long Bytes { get; private set; }

    /// <summary>Opens the page and returns when its circuit has drawn it.</summary>
    /// <exception cref="InvalidOperationException">The page has no circuit, or the server refused it.</exception>
    public async Task OpenAsync(string path, CancellationToken cancellationToken)
    {
        var page = await client.GetStringAsync(path, cancellationToken);
        var markers = Marker().Matches(page).Select(match => JsonDocument.Parse(match.Groups[1].Value).RootElement)
            .Where(marker => marker.TryGetProperty("descriptor", out _)).ToList();
        if (markers.Count == 0) throw new InvalidOperationException($"{path} has no interactive component: is the reader signed in?");
        var state = StateMarker().Match(page).Groups[1].Value;

        connection = Connect();
        await connection.StartAsync(cancellationToken);
        var address = new Uri(client.BaseAddress!, path).ToString();
        circuit = await connection.InvokeAsync<string?>(
            "StartCircuit", client.BaseAddress!.ToString(), address, "[]", state, cancellationToken)
            ?? throw new InvalidOperationException("The server started no circuit.");
        var operations = markers.Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker });
        var update = JsonSerializer.Serialize(new { batchId = 1, operations });
        await connection.SendAsync("UpdateRootComponents", update, state, cancellationToken);
        await drawn.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is null) return;
        // As a browser tells the server when its page is closed: the circuit is not kept for a return.
        if (circuit is not null)
        {
            using var farewell = new MultipartFormDataContent { { new StringContent(circuit), "circuitId" } };
            using var answer = await client.PostAsync("_blazor/disconnect", farewell);
        }

        await connection.DisposeAsync();
    }

    private HubConnection Connect()
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(client.BaseAddress!, "_blazor"), options =>
        {
            options.Cookies = cookies;
            options.Headers["Origin"] = client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        });
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var hub = builder.Build();
        // As circuit.js has it: the server takes a page for lost that has been silent for longer.
        (hub.KeepAliveInterval, hub.ServerTimeout) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(12));
        hub.On("JS.RenderBatch", [typeof(long), typeof(byte[])], async arguments =>
        {
            var (id, bytes) = ((long)arguments[0]!, (byte[])arguments[1]!);
            Bytes += bytes.Length;
            note(Seen, bytes);
            await hub.SendAsync("OnRenderCompleted", id, null);
            drawn.TrySetResult();
        });
        Type[] call = [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)];
        hub.On("JS.BeginInvokeJS", call, async arguments =>
        {
            // 1 asks for an object of the page; whatever else is asked of the page is answered with nothing.
            var handle = (long)arguments[0]!;
            var result = (int)arguments[3]! == 1 ? "{\"__jsObjectId\":1}" : "null";
            if (handle == 0) return;
            var answer = string.Create(CultureInfo.InvariantCulture, $"[{handle},true,{result}]");
            await hub.SendAsync("EndInvokeJSFromDotNet", handle, true, answer);
        });
        hub.On("JS.Error", [typeof(string)], arguments =>
        {
            Fault ??= (string?)arguments[0];
            drawn.TrySetException(new InvalidOperationException(Fault));
            return Task.CompletedTask;
        });
        foreach (var (method, types) in Ignored) hub.On(method, types, _ => Task.CompletedTask);
        hub.Closed += failure =>
        {
            Fault ??= failure?.Message ?? "closed";
            return Task.CompletedTask;
        };
        return hub;
    }

    private static readonly (string Method, Type[] Types)[] Ignored =
    [
        ("JS.AttachComponent", [typeof(int), typeof(string)]), ("JS.EndUpdateRootComponents", [typeof(long)]),
        ("JS.EndInvokeDotNet", [typeof(string), typeof(bool), typeof(string)]), ("JS.EndLocationChanging", [typeof(int), typeof(bool)]),
        ("JS.ReceiveByteArray", [typeof(int), typeof(byte[])]), ("JS.BeginTransmitStream", [typeof(long)]),
    ];

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([^>]*?)-->")]
    private static partial Regex StateMarker();

    /// <summary>Blazor's circuit speaks MessagePack under a name of its own.</summary>
    private sealed class BlazorPack : IHubProtocol
    {
        private readonly MessagePackHubProtocol inner = new();

        public string Name => "blazorpack";

        public int Version => inner.Version;

        public TransferFormat TransferFormat => inner.TransferFormat;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

        public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder,
            [NotNullWhen(true)] out HubMessage? message) => inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);
    }
}
