// Rewrites the catalogue of a finished PDF with qpdf.
// Of qpdf's two ways to hold an object, the standard one.
#define POINTERHOLDER_TRANSITION 4
#include "documents/pdf_language.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace kentongan::documents {

Result<std::string> with_language(const std::string& pdf, Language language) {
    try {
        QPDF document;
        document.processMemoryFile("document", pdf.data(), pdf.size());
        auto root = document.getRoot();
        root.replaceKey("/Lang", QPDFObjectHandle::newString(
                                     language == Language::indonesian ? "id-ID" : "en"));
        auto viewer = QPDFObjectHandle::newDictionary();
        viewer.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
        root.replaceKey("/ViewerPreferences", viewer);
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.write();
        const auto bytes = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
    } catch (const std::exception& error) {
        return Error{Kind::unavailable, cat("qpdf: ", error.what())};
    }
}

}  // namespace kentongan::documents
