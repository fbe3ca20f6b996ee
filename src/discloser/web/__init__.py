"""The web page for officers: upload, see, mend, build, download. The one room that knows Django; it calls use cases."""
