using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Gateway.OpenApi;

/// <summary>What is sent to who asks for the description? Bytes that are made once: anybody may ask, often.</summary>
/// <remarks>It names no server, so that the Host header of who asked first is not told to all who ask later.</remarks>
internal sealed class DocumentCopy([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    private Task<byte[]>? _made;

    /// <summary>The bytes themselves; the same for every call once they could be made.</summary>
    public Task<byte[]> Bytes() => _made is { IsFaulted: false } made ? made : _made = Make();

    public async Task Send(HttpContext context)
    {
        var bytes = await Bytes();
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<byte[]> Make()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var text = new StringWriter();
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
